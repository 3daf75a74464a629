import { expect, test } from 'vitest';
import { createPostgresStore, fromPg, type PgLike } from '../../adapters/postgres/index.ts';
import { tenant } from '../kit/store-contract/store-steps.ts';

type Query = Parameters<PgLike['query']>[0];

const recording = () => {
  const queries: Query[] = [];
  const pg: PgLike = {
    query: async (query) => {
      queries.push(query);
      return { rows: [{ first: '1', result: '[]' }] };
    },
  };
  return { pg, queries };
};

test('a statement is prepared under a name that no other text has', async () => {
  const { pg, queries } = recording();
  for (const schema of ['one', 'two']) {
    const store = createPostgresStore({ pool: pg, schema });
    await store.draw({ tenant, series: 'HD', count: 1, from: 1 });
    await store.draw({ tenant, series: 'HD', count: 1, from: 1 });
    await store.load({ tenant, mails: ['m1'] });
  }
  const textOf = new Map(queries.map(({ name, text }) => [name, text]));
  expect(textOf.size).toBe(4);
  for (const { name = '', text } of queries) {
    expect(name).toMatch(/^ticketwerk_\w{1,50}$/);
    expect(textOf.get(name)).toBe(text);
  }
});

test('behind a pooler statements go without a name', async () => {
  const { pg, queries } = recording();
  await createPostgresStore({ executor: fromPg(pg, { prepare: false }) }).load({ tenant });
  expect(queries[0]).not.toHaveProperty('name');
});

test('parameters are texts and nulls, whatever the driver makes of other values', async () => {
  const { pg, queries } = recording();
  const store = createPostgresStore({ pool: pg });
  await store.load({ tenant, mails: ['m1'] });
  await store.draw({ tenant, series: 'HD', count: 3, from: 7 });
  await store.page('outbox', { tenant, query: { owners: [null], states: ['draft'] }, limit: 5 });
  await store.claim('removal', {
    dueBy: '2026-01-01T00:00:00.000Z',
    leasedUntil: '2026-01-01T00:01:00.000Z',
    limit: 2,
  });
  for (const value of queries.flatMap(({ values }) => values))
    expect(value === null || typeof value === 'string').toBe(true);
});
