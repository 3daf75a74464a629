import type { PageRequest, Pages, Store } from '../../src/ports/store.ts';
import type { Database } from './database.ts';
import { jsonResult } from './json-result.ts';
import { pageOutbox } from './page-outbox.ts';
import { safeStatement } from './statement.ts';

export const page = (database: Database): Store['page'] => {
  const statements = { outbox: safeStatement(database, 'page_outbox', pageOutbox(database.schema)) };
  return async <K extends keyof Pages>(
    kind: K,
    { tenant, query, after, limit }: PageRequest<K>,
  ): Promise<readonly Pages[K]['item'][]> => {
    const owners = query.owners === undefined ? null : JSON.stringify(query.owners);
    const params = [tenant, owners, JSON.stringify(query.states), after ?? null, String(limit)];
    return jsonResult<readonly Pages[K]['item'][]>(await statements[kind](params));
  };
};
