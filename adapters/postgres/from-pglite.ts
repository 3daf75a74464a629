import type { PgliteLike } from './pglite-like.ts';
import type { SqlExecutor } from './sql-executor.ts';

/**
 * Runs the store on a PGlite that you opened, and that you close.
 *
 * WARNING: a folder that two processes open at once is damaged. `createPgliteStore({ folder })` guards it with a lock;
 * here the guard is yours.
 *
 * @example
 * ```ts
 * import { PGlite } from '@electric-sql/pglite';
 * import { createPostgresStore, fromPglite } from 'ticketwerk/postgres';
 *
 * const pglite = await PGlite.create();
 * const store = createPostgresStore({ executor: fromPglite(pglite) });
 * await store.migrate();
 * await pglite.close();
 * ```
 */
export const fromPglite = (pglite: PgliteLike): SqlExecutor => ({
  query: async (text, params) => {
    const { rows } = await pglite.query(text, [...params]);
    return { rows: rows as readonly Readonly<Record<string, unknown>>[] };
  },
});
