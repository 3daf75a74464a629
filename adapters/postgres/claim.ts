import type { Claimable, ClaimRequest, Store } from '../../src/ports/store.ts';
import { claimTexts } from './claim-texts.ts';
import type { Connection } from './connection.ts';
import { jsonResult } from './json-result.ts';
import { safeStatement } from './statement.ts';

export const claim = (schema: string): ((connection: Connection) => Store['claim']) => {
  const texts = claimTexts(schema);
  const statements = {
    delivery: safeStatement('claim_deliveries', texts.delivery),
    removal: safeStatement('claim_removals', texts.removal),
    timer: safeStatement('claim_timers', texts.timer),
    timedTransition: safeStatement('claim_timed_transitions', texts.timedTransition),
    draft: safeStatement('claim_drafts', texts.draft),
  };
  return (connection) =>
    async <K extends keyof Claimable>(
      kind: K,
      { dueBy, now = dueBy, leasedUntil, limit, after = '' }: ClaimRequest,
    ): Promise<readonly Claimable[K][]> =>
      jsonResult<readonly Claimable[K][]>(
        await statements[kind](connection, [dueBy, leasedUntil, String(limit), after, now]),
      );
};
