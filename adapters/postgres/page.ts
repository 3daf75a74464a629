import type { PageRequest, Pages, Store } from '../../src/ports/store.ts';
import type { Connection } from './connection.ts';
import { jsonResult } from './json-result.ts';
import { pageOutbox } from './page-outbox.ts';
import { safeStatement } from './statement.ts';

export const page = (schema: string): ((connection: Connection) => Store['page']) => {
  const statements = { outbox: safeStatement('page_outbox', pageOutbox(schema)) };
  return (connection) =>
    async <K extends keyof Pages>(
      kind: K,
      { tenant, query, after, limit }: PageRequest<K>,
    ): Promise<readonly Pages[K]['item'][]> => {
      const owners = query.owners === undefined ? null : JSON.stringify(query.owners);
      const params = [tenant, owners, JSON.stringify(query.states), after ?? null, String(limit)];
      return jsonResult<readonly Pages[K]['item'][]>(await statements[kind](connection, params));
    };
};
