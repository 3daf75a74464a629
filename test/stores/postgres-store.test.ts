import { describe, test } from 'vitest';
import { createPostgresStore } from '../../adapters/postgres/index.ts';
import { storeContract } from '../kit/store-contract/store-contract.ts';
import { freshSchema, openPool } from '../servers/postgres-schema.ts';

describe('the PostgreSQL store keeps the contract [XCT-03]', () => {
  test.each(storeContract)('$title', async ({ run }) => {
    const pool = openPool();
    const schema = freshSchema();
    const store = createPostgresStore({ pool, schema });
    await Promise.all([store.migrate(), store.migrate(), store.migrate()]);
    await run({
      store,
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
    await pool.query(`drop schema ${schema} cascade`);
  });
});
