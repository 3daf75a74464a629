import type { ResolvedArea } from '../../area/resolved-area.ts';
import { accept, type Decided } from '../../refusal/refusal.ts';
import type { NewEvent } from '../../ticket/ticket-event.ts';
import type { TicketRow } from '../../ticket/ticket-row.ts';
import { standingOf } from '../../workflow/versions/standing.ts';
import { areaOf } from '../area-of.ts';
import { ticketPermissions } from '../authorize.ts';
import type { Call } from '../call.ts';

/** A visible ticket with its area and the words the actor holds on it. */
export interface TicketInHand {
  readonly ticket: TicketRow;
  /** With the workflow of the ticket in the version that it runs through. */
  readonly area: ResolvedArea;
  /** What is written before anything else that changes the ticket. */
  readonly migration: readonly NewEvent[];
  readonly permissions: ReadonlySet<string>;
}

/** Takes a ticket that the actor sees in hand; refused where its area is gone. */
export const takeInHand = (ticket: TicketRow, call: Call): Decided<TicketInHand> => {
  const area = areaOf(ticket, call);
  return area.ok
    ? accept({
        ...standingOf(ticket, area.value),
        permissions: ticketPermissions(call.grants, ticket, call.actor),
      })
    : area;
};
