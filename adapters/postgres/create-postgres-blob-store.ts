import type { BlobStore, TransactionalBlobStore } from '../../src/ports/blob-store.ts';
import { blobOperations } from './blob-operations.ts';
import type { PostgresStoreOptions, SchemaOption } from './create-postgres-store.ts';
import { openDriver } from './open-driver.ts';
import type { PgClientLike, PgLike } from './pg-like.ts';
import { quoteName } from './quote-name.ts';
import type { SqlDriver, SqlExecutor } from './sql-executor.ts';

/**
 * Keeps the content of documents in the schema of a PostgreSQL store, in pieces, so that no document is ever in memory as a
 * whole. Its tables come with `migrate()` of that store. In a transaction of yours the content is written in it too, and vanishes with it.
 *
 * @example
 * ```ts
 * import pg from 'pg';
 * import { createPostgresBlobStore, createPostgresStore } from 'ticketwerk/postgres';
 *
 * const pool = new pg.Pool({ database: 'crm' });
 * const store = createPostgresStore({ pool });
 * const blobs = createPostgresBlobStore({ pool });
 * ```
 */
export function createPostgresBlobStore(
  options: SchemaOption & { readonly pool: PgLike; readonly executor?: never },
): TransactionalBlobStore<PgClientLike>;
export function createPostgresBlobStore<Handle extends object>(
  options: SchemaOption & { readonly executor: SqlDriver<Handle>; readonly pool?: never },
): TransactionalBlobStore<Handle>;
export function createPostgresBlobStore(
  options: SchemaOption & { readonly executor: SqlExecutor; readonly pool?: never },
): BlobStore;
export function createPostgresBlobStore<Handle extends object>(options: PostgresStoreOptions<Handle>): BlobStore {
  const operations = blobOperations(quoteName(options.schema ?? 'ticketwerk'));
  const { own, hosted } = openDriver(options);
  const store = operations(own);
  if (hosted === null) return store;
  const joining: TransactionalBlobStore<Handle> = { ...store, within: (handle) => operations(hosted(handle)) };
  return joining;
}
