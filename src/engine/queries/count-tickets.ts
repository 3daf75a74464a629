import { z } from 'zod';
import type { Condition } from '../../condition/condition.ts';
import { parseInput } from '../../refusal/parse-input.ts';
import { accept, type Decided, refuseInput } from '../../refusal/refusal.ts';
import { deepFreeze } from '../../text/deep-freeze.ts';
import type { Call } from '../call.ts';
import { filterIssues, visibleWhere } from './list-tickets-filter.ts';

const countQuery = z.strictObject({
  where: z.unknown().optional(),
  upTo: z.int().min(1).max(1_000_000).default(1000),
});

/** Which tickets to count. */
export interface CountQuery {
  /** Default: every ticket the actor may see. */
  readonly where?: Condition;
  /** Counting stops there, because counting everything is slow. Default: 1000. */
  readonly upTo?: number;
}

/** How many tickets there are. */
export interface TicketCount {
  readonly count: number;
  /** There are more than `count`. */
  readonly capped: boolean;
}

/** Counts the tickets that a list with the same filter would show, to the same caller. */
export const countTickets = async (rawQuery: unknown, call: Call): Promise<Decided<TicketCount>> => {
  const query = parseInput(countQuery, rawQuery ?? {});
  if (!query.ok) return query;
  const { where, upTo } = query.value;
  const issues = filterIssues(where, call);
  if (issues.length > 0) return refuseInput(issues);
  const visible = visibleWhere(where, call);
  if (visible === null) return accept(deepFreeze({ count: 0, capped: false }));
  const found = await call.store.count({ tenant: call.context.tenant, where: visible, limit: upTo + 1 });
  return accept(deepFreeze({ count: Math.min(found, upTo), capped: found > upTo }));
};
