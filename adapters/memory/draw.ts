import type { DrawRequest, SeriesRequest } from '../../src/ports/store.ts';
import type { Space } from './space.ts';

export const draw = (space: Space, { count, ...request }: DrawRequest): number => {
  const first = peek(space, request);
  space.counters.set(request.series, first + count - 1);
  return first;
};

export const peek = (space: Space, { series, from }: SeriesRequest): number =>
  Math.max((space.counters.get(series) ?? 0) + 1, from);
