import type { Claimable, ClaimRequest, Store } from '../../src/ports/store.ts';
import { claimDeliveries } from './claim-deliveries.ts';
import { claimRemovals } from './claim-removals.ts';
import { claimTimers } from './claim-timers.ts';
import type { Connection } from './connection.ts';
import { jsonResult } from './json-result.ts';
import { safeStatement } from './statement.ts';

export const claim = (schema: string): ((connection: Connection) => Store['claim']) => {
  const statements = {
    delivery: safeStatement('claim_deliveries', claimDeliveries(schema)),
    removal: safeStatement('claim_removals', claimRemovals(schema)),
    timer: safeStatement('claim_timers', claimTimers(schema)),
  };
  return (connection) =>
    async <K extends keyof Claimable>(
      kind: K,
      { dueBy, leasedUntil, limit, after = '' }: ClaimRequest,
    ): Promise<readonly Claimable[K][]> =>
      jsonResult<readonly Claimable[K][]>(
        await statements[kind](connection, [dueBy, leasedUntil, String(limit), after]),
      );
};
