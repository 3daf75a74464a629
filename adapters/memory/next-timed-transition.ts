import type { Instant } from '../../src/ticket/instant.ts';
import type { Spaces } from './spaces.ts';

/** The earliest of all tenants. Instants sort as texts. */
export const nextTimedTransition = (spaces: Spaces): Instant | null =>
  [...spaces.all()]
    .flatMap(([, space]) => space.timedTransitions.where('work', 'open'))
    .flatMap(({ tryAt, leasedUntil }) => (leasedUntil === null ? [tryAt] : []))
    .reduce<Instant | null>((next, tryAt) => (next === null || tryAt < next ? tryAt : next), null);
