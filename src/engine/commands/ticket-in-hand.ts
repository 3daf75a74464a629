import type { ResolvedArea } from '../../area/resolved-area.ts';
import { accept, type Decided } from '../../refusal/refusal.ts';
import type { TicketRow } from '../../ticket/ticket-row.ts';
import { areaOf } from '../area-of.ts';
import { ticketPermissions } from '../authorize.ts';
import type { Call } from '../call.ts';

/** A visible ticket with its area and the words the actor holds on it. */
export interface TicketInHand {
  readonly ticket: TicketRow;
  readonly area: ResolvedArea;
  readonly permissions: ReadonlySet<string>;
}

/** Takes a ticket that the actor sees in hand; refused where its area is gone. */
export const takeInHand = (ticket: TicketRow, call: Call): Decided<TicketInHand> => {
  const area = areaOf(ticket, call);
  return area.ok
    ? accept({ ticket, area: area.value, permissions: ticketPermissions(call.grants, ticket, call.actor) })
    : area;
};
