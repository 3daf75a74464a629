import { RefusedError } from '../../src/refusal/refused-error.ts';
import type { Journal } from './journal.ts';

/** An open transaction of a memory store, such as a host has one open on its database. */
export interface MemoryTransaction {
  /** Keeps what was written in it. */
  commit(): void;
  /** Takes back what was written in it; does nothing when it has ended already. */
  rollback(): void;
}

/** Lets one transaction be open at a time, as one connection does. */
export interface Transactions {
  begin(): Promise<MemoryTransaction>;
  /** Runs the work when no transaction is open. */
  outside<T>(work: () => T): Promise<T>;
  /** Runs the work in this transaction, if that is the one that is open. */
  inside<T>(transaction: MemoryTransaction, work: () => T): T;
}

export const createTransactions = (journal: Journal): Transactions => {
  let open: { readonly transaction: MemoryTransaction; readonly ended: Promise<void> } | null = null;

  // The work runs in the same turn in which nothing was open, or a transaction could begin in between.
  const outside = async <T>(work: () => T): Promise<T> => {
    while (open !== null) await open.ended;
    return work();
  };
  const inside = <T>(transaction: MemoryTransaction, work: () => T): T => {
    if (open?.transaction !== transaction) throw notInTransaction();
    return work();
  };
  const start = (): MemoryTransaction => {
    const { promise: ended, resolve } = Promise.withResolvers<void>();
    const end = (how: 'commit' | 'rollback') => {
      journal[how]();
      open = null;
      resolve();
    };
    const transaction: MemoryTransaction = Object.freeze({
      commit: () => inside(transaction, () => end('commit')),
      rollback: () => {
        if (open?.transaction === transaction) end('rollback');
      },
    });
    journal.begin();
    open = { transaction, ended };
    return transaction;
  };
  return { begin: () => outside(start), outside, inside };
};

const notInTransaction = (): RefusedError =>
  new RefusedError({
    code: 'not_in_transaction',
    message: 'Pass a transaction of this store, from `store.begin()`, that was neither committed nor rolled back yet.',
    issues: [],
    data: {},
  });
