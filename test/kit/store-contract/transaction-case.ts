import assert from 'node:assert/strict';
import type { Store } from '../../../src/ports/store.ts';
import type { ContractCase, HostTransaction, TransactionAccess } from './contract-case.ts';

/** A case for stores that take part in transactions of the host. Those it leaves open, because it failed, are rolled back. */
export const transactionCase = (
  id: string,
  title: string,
  run: (store: Store, transactions: TransactionAccess) => Promise<void>,
): ContractCase => ({
  id,
  title,
  requires: ['transactions'],
  run: async ({ store, transactions }) => {
    assert.ok(transactions, 'The capability "transactions" was claimed, but the context has no `transactions`.');
    const open = new Set<HostTransaction>();
    const begin = async (): Promise<HostTransaction> => {
      const host = await transactions.begin();
      open.add(host);
      const end = (how: 'commit' | 'rollback') => async () => {
        open.delete(host);
        await host[how]();
      };
      return { join: () => host.join(), commit: end('commit'), rollback: end('rollback') };
    };
    try {
      await run(store, { begin });
    } finally {
      for (const host of open) await host.rollback();
    }
  },
});
