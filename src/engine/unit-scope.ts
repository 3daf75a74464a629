import type { TransactionalStore } from '../ports/transactional-store.ts';
import { RefusedError } from '../refusal/refused-error.ts';
import type { Aftermath, Scope } from './scope.ts';

/** Calls inside the host's transaction: nothing happens outside before the host says that it is committed. */
export const unitScope = (
  outer: Scope,
  handle: unknown,
): { readonly scope: Scope; readonly committed: () => Promise<void> } => {
  const store = outer.store as Partial<TransactionalStore<unknown>>;
  if (store.within === undefined || typeof handle !== 'object' || handle === null) {
    throw new RefusedError({
      code: 'not_in_transaction',
      message:
        store.within === undefined
          ? 'This store cannot join transactions of the host.'
          : 'Pass the client or transaction object of your open transaction.',
      issues: [],
      data: {},
    });
  }
  const waiting: Aftermath[] = [];
  return {
    scope: {
      ...outer,
      context: { ...outer.context, handle },
      store: store.within(handle),
      configurations: outer.configurations.fork(),
      afterwards: async (task) => {
        waiting.push(task);
        return [];
      },
    },
    committed: async () => {
      for (const task of waiting.splice(0)) await task();
    },
  };
};
