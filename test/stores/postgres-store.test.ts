import pg from 'pg';
import { afterAll, describe, test } from 'vitest';
import { createPostgresStore } from '../../adapters/postgres/index.ts';
import { storeContract } from '../kit/store-contract/store-contract.ts';

/** A PostgreSQL server for tests, such as `postgres://app@127.0.0.1:5432/test`; the role needs no more than its database. */
const connectionString = process.env.TICKETWERK_TEST_POSTGRES_URL;

describe.runIf(connectionString)('the PostgreSQL store keeps the contract', () => {
  const pool = new pg.Pool({ connectionString, max: 8 });
  afterAll(() => pool.end());

  for (const [index, { title, run }] of storeContract.entries()) {
    test(title, async () => {
      const schema = `contract_${index}`;
      await pool.query(`drop schema if exists ${schema} cascade`);
      const store = createPostgresStore({ pool, schema });
      await Promise.all([store.migrate(), store.migrate(), store.migrate()]);
      await run({ store, sql: { schema, query: (text) => pool.query(text) } });
      await pool.query(`drop schema ${schema} cascade`);
    });
  }
});
