import type { PgLike } from './pg-like.ts';
import type { SqlExecutor } from './sql-executor.ts';

export interface FromPgOptions {
  /**
   * Prepares each statement once per connection, which saves most of its planning. Default: true.
   *
   * WARNING: switch it off behind a pooler that hands one connection to many clients and does not know named statements.
   */
  readonly prepare?: boolean;
}

/**
 * Runs the store on a `Pool` or `Client` of the package `pg`. Who opened it closes it.
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
export const fromPg = (pg: PgLike, { prepare = true }: FromPgOptions = {}): SqlExecutor => ({
  query: (text, params, name) =>
    pg.query({ text, values: [...params], ...(prepare && name !== undefined ? { name } : {}) }),
});
