import type { PGlite } from '@electric-sql/pglite';
import { createPostgresStore, fromPglite } from '../../adapters/postgres/index.ts';
import type { ContractContext } from '../kit/store-contract/contract-case.ts';
import { beginOnPglite } from './pglite-transaction.ts';

/** An empty store in a schema of its own. */
export const pgliteContext = async (pglite: PGlite, schema: string): Promise<ContractContext> => {
  const store = createPostgresStore({ executor: fromPglite(pglite), schema });
  await store.migrate();
  return {
    store,
    sql: { schema: `"${schema}"`, query: (text) => pglite.query(text) },
    transactions: {
      begin: async () => {
        const { handle, commit, rollback } = await beginOnPglite(pglite);
        return { join: () => store.within(handle), commit, rollback };
      },
    },
  };
};
