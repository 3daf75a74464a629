import { createPostgresStore, fromPglite } from '../../adapters/postgres/index.ts';
import type { ContractContext } from '../kit/store-contract/contract-case.ts';
import { schemaOnPglite } from '../servers/shared-pglite.ts';
import { beginOnPglite } from './pglite-transaction.ts';

/** An empty store in a schema of its own. */
export const pgliteContext = async (): Promise<ContractContext> => {
  const { pglite, schema } = await schemaOnPglite();
  const store = createPostgresStore({ executor: fromPglite(pglite), schema });
  return {
    store,
    sql: { schema, query: (text) => pglite.query(text) },
    transactions: {
      begin: async () => {
        const { handle, commit, rollback } = await beginOnPglite(pglite);
        return { join: () => store.within(handle), commit, rollback };
      },
    },
  };
};
