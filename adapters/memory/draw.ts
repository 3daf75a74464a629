import type { DrawRequest, SeriesRequest } from '../../src/ports/number-series.ts';
import type { Space } from './space.ts';

export const draw = (space: Space, { series, count, from }: DrawRequest): number => {
  const first = Math.max(space.counters.last(series) + 1, from);
  space.counters.draw(series, first + count - 1);
  return first;
};

/** Seen from outside, what an open transaction took is still free: if it is not, the commit says so. */
export const peek = (space: Space, { series, from }: SeriesRequest, seen: 'committed' | 'last'): number =>
  Math.max(space.counters[seen](series) + 1, from);
