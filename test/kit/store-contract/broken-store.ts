import type { Store } from '../../../src/ports/store.ts';
import type { ContractContext, HostTransaction } from './contract-case.ts';
import { memoryContext } from './memory-context.ts';

/** A store that breaks one promise, and the case that must find it. */
export interface BrokenStore {
  readonly name: string;
  /** Id of a case that must fail. */
  readonly foundBy: string;
  readonly create: () => ContractContext;
}

export const broken = (name: string, foundBy: string, spoil: (store: Store) => Partial<Store>): BrokenStore => ({
  name,
  foundBy,
  create: () => {
    const { store, transactions } = memoryContext();
    return { store: { ...store, ...spoil(store) }, transactions };
  },
});

export const brokenHost = (
  name: string,
  foundBy: string,
  spoil: (host: HostTransaction) => HostTransaction,
): BrokenStore => ({
  name,
  foundBy,
  create: () => {
    const { store, transactions } = memoryContext();
    return { store, transactions: { begin: async () => spoil(await transactions.begin()) } };
  },
});
