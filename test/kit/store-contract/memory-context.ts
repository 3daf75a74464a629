import { createMemoryStore } from '../../../adapters/memory/index.ts';
import type { ContractContext } from './contract-case.ts';

/** An empty memory store, as the contract wants it. */
export const memoryContext = (
  store = createMemoryStore(),
): Required<Pick<ContractContext, 'store' | 'transactions'>> => ({
  store,
  transactions: {
    begin: async () => {
      const handle = await store.begin();
      return {
        join: () => store.within(handle),
        commit: async () => handle.commit(),
        rollback: async () => handle.rollback(),
      };
    },
  },
});
