import { notInTransaction } from './not-in-transaction.ts';
import type { PgliteLike } from './pglite-like.ts';
import type { SqlDriver, SqlExecutor } from './sql-executor.ts';

/**
 * Runs the store on a PGlite that you opened, and that you close.
 *
 * WARNING: a folder that two processes open at once is damaged. `createPgliteStore({ folder })` guards it with a lock;
 * here the guard is yours.
 *
 * It has one connection: while a transaction is open, everything outside of it waits, and numbers are drawn inside.
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
export const fromPglite = (pglite: PgliteLike): SqlDriver<PgliteLike> => ({
  ...on(pglite),
  beside: null,
  within: (handle) => {
    if (typeof handle.query !== 'function')
      throw notInTransaction('Pass what `pglite.transaction` hands to your function.');
    const { query } = on(handle);
    return {
      query: async (...statement) => {
        if (handle.closed === true) throw notInTransaction('This transaction has ended already.');
        return query(...statement);
      },
    };
  },
});

const on = (pglite: PgliteLike): SqlExecutor => ({
  query: async (text, params) => {
    const { rows } = await pglite.query(text, [...params]);
    return { rows: rows as readonly Readonly<Record<string, unknown>>[] };
  },
});
