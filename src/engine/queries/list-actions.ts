import { z } from 'zod';
import type { TicketAction } from '../../actions/ticket-action.ts';
import { parseInput } from '../../refusal/parse-input.ts';
import { accept, type Decided } from '../../refusal/refusal.ts';
import { deepFreeze } from '../../text/deep-freeze.ts';
import { newestFirst } from '../../ticket/newest-first.ts';
import type { Call } from '../call.ts';
import { findTicket } from './find-ticket.ts';
import { seenActions } from './seen-actions.ts';

const actionsQuery = z.strictObject({
  order: z.enum(['newest', 'oldest']).default('newest'),
  visibility: z.enum(['internal', 'external']).optional(),
});

/** Which actions of a ticket to list. */
export interface ActionsQuery {
  /** By `occurredAt`; ties by `createdAt`, then by the order of writing. Default: `'newest'` first. */
  readonly order?: 'newest' | 'oldest';
  /** Default: both. */
  readonly visibility?: 'internal' | 'external';
}

/** The actions of a ticket. */
export const listActions = async (
  ticket: string,
  rawQuery: unknown,
  call: Call,
): Promise<Decided<readonly TicketAction[]>> => {
  const query = parseInput(actionsQuery, rawQuery ?? {});
  if (!query.ok) return query;
  const { order, visibility } = query.value;
  const found = await findTicket({ id: ticket }, ['actions', 'events', 'mails'], call);
  if (!found.ok) return found;
  const newest = newestFirst(
    seenActions(found.value, call).filter((action) => visibility === undefined || action.visibility === visibility),
  );
  return accept(deepFreeze(order === 'newest' ? newest : newest.toReversed()));
};
