import { describe, expect, onTestFinished, test } from 'vitest';
import { createActivityStore, createMemoryStore } from '../../adapters/memory/index.ts';
import {
  createPgliteStore,
  createActivityStore as createSqlActivityStore,
  fromPg,
  fromPglite,
} from '../../adapters/postgres/index.ts';
import { type ActivitiesContext, activitiesContract } from '../kit/activities-contract.ts';
import { freshSchema, openPool } from '../servers/postgres-schema.ts';
import { schemaOnPglite } from '../servers/shared-pglite.ts';
import { schemaOnPostgres } from '../servers/shared-pool.ts';
import { beginOnPglite } from './pglite-transaction.ts';

const everyActivityStore: readonly { readonly name: string; readonly open: () => Promise<ActivitiesContext> }[] = [
  { name: 'memory, alone', open: async () => ({ activities: createActivityStore() }) },
  {
    name: 'memory, beside a memory store',
    open: async () => {
      const store = createMemoryStore();
      const begin = async () => {
        const handle = await store.begin();
        return { handle, commit: handle.commit, rollback: handle.rollback };
      };
      return { activities: createActivityStore(store), begin };
    },
  },
  {
    name: 'PGlite',
    open: async () => {
      const { pglite, schema } = await schemaOnPglite();
      const activities = createSqlActivityStore({ executor: fromPglite(pglite), schema });
      return { activities, begin: () => beginOnPglite(pglite) };
    },
  },
  {
    name: 'PostgreSQL',
    open: async () => {
      const { pool, schema } = await schemaOnPostgres();
      const begin = async () => {
        const handle = await pool.connect();
        await handle.query('begin');
        const end = (how: string) => async () => {
          await handle.query(how);
          handle.release();
        };
        return { handle, commit: end('commit'), rollback: end('rollback') };
      };
      return { activities: createSqlActivityStore({ pool, schema }), begin };
    },
  },
];

describe.each(everyActivityStore)('activities in $name', ({ open }) => {
  test.each(activitiesContract)('$title', async ({ run }) => run(await open()));
});

test('a driver that reaches no transactions says so', async () => {
  const { query } = fromPg(openPool());
  const activities = createSqlActivityStore({ executor: { query }, schema: freshSchema() });
  const lookUp = async () => activities.lookUp([], { tenant: 'acme', actor: { user: 'ada' }, handle: {} });
  await expect(lookUp()).rejects.toMatchObject({ code: 'not_in_transaction' });
});

test('a PGlite store brings activities along', async () => {
  const store = await createPgliteStore();
  onTestFinished(() => store.close());
  await store.migrate();
  for (const { id, run } of activitiesContract) if (id === 'created-once') await run({ activities: store.activities });
});
