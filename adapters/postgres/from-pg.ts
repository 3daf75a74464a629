import { heardClient } from './heard-client.ts';
import { notInTransaction } from './not-in-transaction.ts';
import { isPgPool, type PgClientLike, type PgLike } from './pg-like.ts';
import { poolBeside } from './pool-beside.ts';
import type { SqlDriver, SqlExecutor } from './sql-executor.ts';

/** How statements are sent. */
export interface FromPgOptions {
  /**
   * Prepares each statement once per connection, which saves most of its planning. Default: true.
   *
   * WARNING: switch it off behind a pooler that hands one connection to many clients and does not know named statements.
   */
  readonly prepare?: boolean;
  /** How long a number waits for a connection of the pool, in milliseconds, before it is `store_failed`. Default: 5000. */
  readonly patience?: number;
}

/**
 * Runs the store on a `Pool` or `Client` of the package `pg`. Who opened it closes it.
 *
 * On a pool, numbers are drawn beside open transactions; on a single client they are drawn in them.
 *
 * @example
 * ```ts
 * import pg from 'pg';
 * import { createPostgresStore, fromPg } from 'ticketwerk/postgres';
 *
 * const pool = new pg.Pool({ host: 'pgbouncer.internal', database: 'crm' });
 * const store = createPostgresStore({ executor: fromPg(pool, { prepare: false }) });
 * ```
 */
export const fromPg = (
  pg: PgLike,
  { prepare = true, patience = 5000 }: FromPgOptions = {},
): SqlDriver<PgClientLike> => {
  const on = (client: PgLike): SqlExecutor => ({
    query: (text, params, name) =>
      client.query({ text, values: [...params], ...(prepare && name !== undefined ? { name } : {}) }),
  });
  return {
    ...on(pg),
    beside: isPgPool(pg) ? poolBeside(pg, on, patience) : null,
    within: (client) => {
      if (isPgPool(client)) {
        throw notInTransaction('A pool has no transaction: pass the client on which you began yours.');
      }
      if (typeof client.query !== 'function')
        throw notInTransaction('Pass the client on which you began a transaction.');
      const { query } = on(client);
      return { query: (...statement) => heardClient(client, () => query(...statement)) };
    },
  };
};
