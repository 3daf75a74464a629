import type { PGlite } from '@electric-sql/pglite';
import { createPostgresStore, fromPglite, type PgliteLike, type SqlDriver } from '../../adapters/postgres/index.ts';
import type { ContractContext } from '../kit/store-contract/contract-case.ts';
import { schemaOnPglite } from '../servers/shared-pglite.ts';
import { beginOnPglite } from './pglite-transaction.ts';

/** Stores on SQL that break a promise about the host's transactions. */
export const brokenSqlStores: readonly {
  readonly name: string;
  readonly foundBy: string;
  readonly open: () => Promise<ContractContext>;
}[] = [
  {
    name: 'never goes back to its savepoint',
    foundBy: 'host-not-poisoned',
    open: () =>
      context((pglite) => {
        const driver = fromPglite(pglite);
        const forgetful = (handle: PgliteLike) => {
          const { query } = driver.within(handle);
          return {
            query: async (...[text, params, name]: Parameters<typeof query>) =>
              text.startsWith('rollback to') ? { rows: [] } : query(text, params, name),
          };
        };
        return { ...driver, within: forgetful };
      }),
  },
  {
    name: 'lets commits overlap on one handle',
    foundBy: 'host-one-at-a-time',
    // Taken for another handle each time, it gets another queue each time.
    open: () => context(fromPglite, (handle) => ({ query: (...args) => handle.query(...args) })),
  },
  {
    name: 'writes beside the transaction',
    foundBy: 'host-rollback-takes-all',
    open: async () => {
      const { store, ...rest } = await context(fromPglite);
      const begin = async () => ({ join: () => store, commit: async () => {}, rollback: async () => {} });
      return { ...rest, store, transactions: { begin } };
    },
  },
];

const context = async (
  driver: (pglite: PGlite) => SqlDriver<PgliteLike>,
  given: (handle: PgliteLike) => PgliteLike = (handle) => handle,
): Promise<ContractContext> => {
  const { pglite, schema } = await schemaOnPglite();
  const store = createPostgresStore({ executor: driver(pglite), schema });
  return {
    store,
    transactions: {
      begin: async () => {
        const { handle, commit, rollback } = await beginOnPglite(pglite);
        return { join: () => store.within(given(handle)), commit, rollback };
      },
    },
  };
};
