import { PGlite } from '@electric-sql/pglite';
import { expect, inject, test } from 'vitest';
import { createMemoryStore } from '../../adapters/memory/index.ts';
import { createPostgresStore, fromPglite } from '../../adapters/postgres/index.ts';
import { walkAll } from './walks/walk-all.ts';

const pglite = async () => {
  const database = await PGlite.create();
  return { store: createPostgresStore({ executor: fromPglite(database) }), close: () => database.close() };
};
const memory = async () => ({ store: createMemoryStore(), close: async () => {} });

test.each([
  { name: 'memory', open: memory, histories: 100, reopened: 1 },
  { name: 'PGlite', open: pglite, histories: 10, reopened: 0 },
])(
  'on $name, whatever people try in whatever workflow: what is offered is accepted, the log has no gap and ends where the ticket is, what was started stays so, and a closed step is left with a privileged word alone',
  async ({ open, histories, reopened }) => {
    const { store, close } = await open();
    const tally = await walkAll(store, { histories, seed: inject('fastCheckSeed') });
    await close();
    expect(tally.violations).toEqual([]);
    expect(tally.accepted).toBeGreaterThan(histories);
    expect(tally.refused).toBeGreaterThan(histories);
    expect(tally.histories).toBe(histories);
    expect(tally.reopened).toBeGreaterThanOrEqual(reopened);
  },
);
