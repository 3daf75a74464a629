import { PGlite } from '@electric-sql/pglite';
import fc from 'fast-check';
import { expect, inject, test } from 'vitest';
import { createMemoryStore } from '../../adapters/memory/index.ts';
import { createPostgresStore, fromPglite } from '../../adapters/postgres/index.ts';
import type { Store } from '../../src/ports/store.ts';
import { goTimedWalk } from './walks/go-timed-walk.ts';
import { type TimedWalk, timedWalk } from './walks/timed-walk.ts';

/** A store for each history: a worker serves all tenants, and each history has workflows of its own. */
const memory = async () => ({ next: async () => createMemoryStore(), close: async () => {} });

const pglite = async () => {
  const database = await PGlite.create();
  let schemas = 0;
  return {
    next: async (): Promise<Store> => {
      schemas += 1;
      return createPostgresStore({ executor: fromPglite(database), schema: `walk_${schemas}` });
    },
    close: () => database.close(),
  };
};

/** The first of them in which, on memory, something is taken and something is not. */
const eventfulOf = async (walks: readonly TimedWalk[], count: number): Promise<readonly TimedWalk[]> => {
  const found: TimedWalk[] = [];
  for (const walk of walks) {
    if (found.length === count) break;
    const { taken, postponed } = await goTimedWalk(walk, createMemoryStore(), 'acme');
    if (taken > 0 && postponed > 0) found.push(walk);
  }
  return found;
};

test.each([
  { name: 'memory', open: memory, histories: 150, eventful: false },
  { name: 'PGlite', open: pglite, histories: 8, eventful: true },
])(
  'on $name, whatever the clock does and whoever crashes: a timer takes its ticket on once a stay, never early, never for another stay, and nothing that is due stays untried',
  async ({ open, histories, eventful }) => {
    const { next, close } = await open();
    const tally = { taken: 0, postponed: 0 };
    const walks = fc.sample(timedWalk, { seed: inject('fastCheckSeed'), numRuns: 150 });
    for (const walk of eventful ? await eventfulOf(walks, histories) : walks) {
      const { taken, postponed, violations } = await goTimedWalk(walk, await next(), 'acme');
      tally.taken += taken;
      tally.postponed += postponed;
      expect({ violations, walk: violations.length > 0 ? walk : null }).toEqual({ violations: [], walk: null });
    }
    await close();
    expect(tally.taken).toBeGreaterThan(histories / 2);
    expect(tally.postponed).toBeGreaterThan(histories / 2);
  },
);
