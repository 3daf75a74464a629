import { expect, inject, test } from 'vitest';
import { createPostgresStore, fromPglite } from '../../adapters/postgres/index.ts';
import { schemaOnPglite } from '../servers/shared-pglite.ts';
import { compareConditions } from './compare-conditions.ts';

test('a condition gives the same answer in JavaScript and in SQL, for every row [CND-01]', async () => {
  const { pglite, schema } = await schemaOnPglite();
  const store = createPostgresStore({ executor: fromPglite(pglite), schema });
  const { evaluations, telling, impossible, certain, differences } = await compareConditions(store, {
    rows: 60,
    conditions: 250,
    seed: inject('fastCheckSeed'),
    tenant: 'default',
  });
  expect(differences).toEqual([]);
  expect(evaluations).toBeGreaterThanOrEqual(10_000);
  expect(telling).toBeGreaterThan(50);
  expect(impossible).toBeGreaterThan(0);
  expect(certain).toBeGreaterThan(0);
});
