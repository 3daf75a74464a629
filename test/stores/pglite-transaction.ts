import type { PGlite, Transaction } from '@electric-sql/pglite';

/** A transaction of PGlite that stays open until it is told to end. */
export interface OpenTransaction<Handle> {
  readonly handle: Handle;
  commit(): Promise<void>;
  rollback(): Promise<void>;
}

/** PGlite takes a function; a test wants to hold the transaction in its hand. */
export const beginOnPglite = async (pglite: PGlite): Promise<OpenTransaction<Transaction>> => {
  const started = Promise.withResolvers<Transaction>();
  const ended = Promise.withResolvers<'commit' | 'rollback'>();
  const done = pglite.transaction(async (tx) => {
    started.resolve(tx);
    if ((await ended.promise) === 'rollback') await tx.rollback();
  });
  done.catch(started.reject);
  const end = (how: 'commit' | 'rollback') => async () => {
    ended.resolve(how);
    await done;
  };
  return { handle: await started.promise, commit: end('commit'), rollback: end('rollback') };
};
