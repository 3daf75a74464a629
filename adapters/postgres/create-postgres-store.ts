import type { Store } from '../../src/ports/store.ts';
import type { TransactionalStore } from '../../src/ports/transactional-store.ts';
import { openDriver } from './open-driver.ts';
import type { PgClientLike, PgLike } from './pg-like.ts';
import { quoteName } from './quote-name.ts';
import type { SqlDriver, SqlExecutor } from './sql-executor.ts';
import { sqlOperations } from './sql-operations.ts';

/** Which schema of the database. */
export interface SchemaOption {
  /** The schema that belongs to the store alone. Default: `ticketwerk`. */
  readonly schema?: string;
}

/** Give a pool of the package `pg`, or an executor over any other driver. */
export type PostgresStoreOptions<Handle extends object = never> = SchemaOption &
  (
    | {
        /** A pool (or client) of the package `pg`. Who opened it closes it. */
        readonly pool: PgLike;
        readonly executor?: never;
      }
    | {
        /** Runs statements on a driver of your choice; one that has `within` lets commands join your transactions. */
        readonly executor: SqlExecutor | SqlDriver<Handle>;
        readonly pool?: never;
      }
  );

/**
 * Keeps everything in a schema of a PostgreSQL database (15 or later). Call `migrate()` once before the first use.
 *
 * Every operation is one statement: `load` reads one snapshot, `commit` writes everything or nothing. Inside a transaction
 * of yours each of them stands between savepoints, so that a refusal leaves your transaction as it was; await a command
 * before you send the next statement of your own, or a refusal may take that back too.
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
export function createPostgresStore(
  options: SchemaOption & { readonly pool: PgLike; readonly executor?: never },
): TransactionalStore<PgClientLike>;
export function createPostgresStore<Handle extends object>(
  options: SchemaOption & { readonly executor: SqlDriver<Handle>; readonly pool?: never },
): TransactionalStore<Handle>;
export function createPostgresStore(
  options: SchemaOption & { readonly executor: SqlExecutor; readonly pool?: never },
): Store;
export function createPostgresStore<Handle extends object>(options: PostgresStoreOptions<Handle>): Store {
  const operations = sqlOperations(quoteName(options.schema ?? 'ticketwerk'));
  const { own, beside, hosted } = openDriver(options);
  const store = operations({ ...own, beside });
  if (hosted === null) return store;
  const joining: TransactionalStore<Handle> = {
    ...store,
    within: (handle) => operations({ ...hosted(handle), beside }),
  };
  return joining;
}
