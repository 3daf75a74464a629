import type { Store } from '../../src/ports/store.ts';
import { claim } from './claim.ts';
import { commit } from './commit.ts';
import { draw } from './draw.ts';
import { fromPg } from './from-pg.ts';
import { load } from './load.ts';
import { migrate } from './migrate.ts';
import { page } from './page.ts';
import { peek } from './peek.ts';
import type { PgLike } from './pg-like.ts';
import { quoteName } from './quote-name.ts';
import { rawMail } from './raw-mail.ts';
import type { SqlExecutor } from './sql-executor.ts';

/** Give a pool of the package `pg`, or an executor over any other driver. */
export type PostgresStoreOptions = {
  /** The schema that belongs to the store alone. Default: `ticketwerk`. */
  readonly schema?: string;
} & (
  | {
      /** A pool (or client) of the package `pg`. Who opened it closes it. */
      readonly pool: PgLike;
      readonly executor?: never;
    }
  | {
      /** Runs statements on a driver of your choice. */
      readonly executor: SqlExecutor;
      readonly pool?: never;
    }
);

/**
 * Keeps everything in a schema of a PostgreSQL database (15 or later). Call `migrate()` once before the first use.
 *
 * Every operation is one statement: `load` reads one snapshot, `commit` writes everything or nothing.
 *
 * @example
 * ```ts
 * import pg from 'pg';
 * import { createPostgresStore } from 'ticketwerk/postgres';
 *
 * const openStore = async (connectionString: string) => {
 *   const store = createPostgresStore({ pool: new pg.Pool({ connectionString }) });
 *   await store.migrate();
 *   return store;
 * };
 * ```
 */
export const createPostgresStore = (options: PostgresStoreOptions): Store => {
  const database = {
    executor: options.executor ?? fromPg(options.pool),
    schema: quoteName(options.schema ?? 'ticketwerk'),
  };
  return {
    load: load(database),
    commit: commit(database),
    draw: draw(database),
    peek: peek(database),
    claim: claim(database),
    page: page(database),
    rawMail: rawMail(database),
    migrate: migrate(database),
  };
};
