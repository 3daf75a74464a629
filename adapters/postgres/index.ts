export { createActivityStore } from './create-activity-store.ts';
export { createPgliteStore, type PgliteStore, type PgliteStoreOptions } from './create-pglite-store.ts';
export { createPostgresBlobStore } from './create-postgres-blob-store.ts';
export { createPostgresStore, type PostgresStoreOptions, type SchemaOption } from './create-postgres-store.ts';
export { type FromPgOptions, fromPg } from './from-pg.ts';
export { fromPglite } from './from-pglite.ts';
export type { PgClientLike, PgLike } from './pg-like.ts';
export type { PgliteLike } from './pglite-like.ts';
export type { SqlDriver, SqlExecutor } from './sql-executor.ts';
