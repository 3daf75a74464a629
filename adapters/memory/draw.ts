import type { DrawRequest } from '../../src/ports/store.ts';
import type { Space } from './space.ts';

export const draw = (space: Space, { series, count, from }: DrawRequest): number => {
  const first = Math.max((space.counters.get(series) ?? 0) + 1, from);
  space.counters.set(series, first + count - 1);
  return first;
};
