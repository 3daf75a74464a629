import type pg from 'pg';
import { describe, test } from 'vitest';
import { createPostgresStore } from '../../adapters/postgres/index.ts';
import { storeContract } from '../kit/store-contract/store-contract.ts';
import { schemaOnPostgres } from '../servers/shared-pool.ts';

describe('the PostgreSQL store keeps the contract [XCT-03]', () => {
  test.each(storeContract)('$title', async ({ run }) => {
    const { pool, schema } = await schemaOnPostgres();
    const store = createPostgresStore({ pool, schema });
    await run({
      store,
      changesHandedOut: () => transactionsEnded(pool),
      sql: { schema, query: (text) => pool.query(text) },
      transactions: {
        begin: async () => {
          const client = await pool.connect();
          await client.query('begin');
          const end = (how: 'commit' | 'rollback') => async () => {
            await client.query(how);
            client.release();
          };
          return { join: () => store.within(client), commit: end('commit'), rollback: end('rollback') };
        },
      },
    });
  });
});

/** Waits for the transactions that tests beside this one have open on the same server: they hold the feed up. */
const transactionsEnded = async (pool: pg.Pool): Promise<void> => {
  const ask = async <T>(what: string) => (await pool.query<{ found: T }>(`select ${what} as found`)).rows[0]?.found;
  const next = await ask<string>('pg_snapshot_xmax(pg_current_snapshot())::text');
  while (await ask<boolean>(`pg_snapshot_xmin(pg_current_snapshot()) < '${next}'::xid8`));
};
