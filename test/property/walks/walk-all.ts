import fc from 'fast-check';
import type { Store } from '../../../src/ports/store.ts';
import { goWalk } from './go-walk.ts';
import { randomWalk } from './random-walk.ts';

/** What many walks come to. */
export interface WalkTally {
  readonly histories: number;
  readonly accepted: number;
  readonly refused: number;
  readonly reopened: number;
  readonly violations: readonly string[];
}

/** Walks many histories on one store, each in a tenant of its own, several at once. */
export const walkAll = async (
  store: Store,
  {
    histories,
    seed,
    lanes = 1,
    onHistory = () => {},
  }: {
    readonly histories: number;
    readonly seed: number;
    /** Default: 1. */
    readonly lanes?: number;
    /** Told after each history. */
    readonly onHistory?: (done: number) => void;
  },
): Promise<WalkTally> => {
  const walks = fc.sample(randomWalk, { seed, numRuns: histories }).entries();
  const tally = { histories: 0, accepted: 0, refused: 0, reopened: 0, violations: [] as string[] };
  const lane = async () => {
    for (const [index, walk] of walks) {
      const { accepted, refused, reopened, violations } = await goWalk(walk, store, `walk-${index}`);
      tally.histories += 1;
      tally.accepted += accepted;
      tally.refused += refused;
      tally.reopened += reopened;
      if (violations.length > 0) tally.violations.push(JSON.stringify({ index, violations, walk }));
      onHistory(tally.histories);
    }
  };
  await Promise.all(Array.from({ length: lanes }, lane));
  return tally;
};
