import type { MemoryStore } from '../../adapters/memory/index.ts';
import type { ContractContext } from '../kit/store-contract/contract-case.ts';

export const memoryContext = (store: MemoryStore): ContractContext => ({
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
