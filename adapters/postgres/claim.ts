import type { Claimable, Store } from '../../src/ports/store.ts';
import { claimDeliveries } from './claim-deliveries.ts';
import { claimRemovals } from './claim-removals.ts';
import type { Database } from './database.ts';
import { jsonResult } from './json-result.ts';
import { safeStatement } from './statement.ts';

export const claim = (database: Database): Store['claim'] => {
  const statements = {
    delivery: safeStatement(database, 'claim_deliveries', claimDeliveries(database.schema)),
    removal: safeStatement(database, 'claim_removals', claimRemovals(database.schema)),
  };
  return async <K extends keyof Claimable>(
    kind: K,
    { dueBy, leasedUntil, limit }: Parameters<Store['claim']>[1],
  ): Promise<readonly Claimable[K][]> => {
    return jsonResult<readonly Claimable[K][]>(await statements[kind]([dueBy, leasedUntil, String(limit)]));
  };
};
