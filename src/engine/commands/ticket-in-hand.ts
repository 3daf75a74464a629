import type { ResolvedArea } from '../../area/resolved-area.ts';
import { accept, type Decided, refuse } from '../../refusal/refusal.ts';
import type { TicketRow } from '../../ticket/ticket-row.ts';
import { ticketPermissions } from '../authorize.ts';
import type { Call } from '../call.ts';

/** A visible ticket with its area and the words the actor holds on it. */
export interface TicketInHand {
  readonly ticket: TicketRow;
  readonly area: ResolvedArea;
  readonly permissions: ReadonlySet<string>;
}

/** Takes a ticket that the actor sees in hand; refused where its area is gone. */
export const takeInHand = (ticket: TicketRow, { engine, grants, actor }: Call): Decided<TicketInHand> => {
  const area = engine.configuration.areas.get(ticket.area);
  if (area === undefined) {
    return refuse('wrong_state', `The area "${ticket.area}" of this ticket is not configured any more.`, {
      data: { state: 'area_missing', area: ticket.area },
    });
  }
  return accept({ ticket, area, permissions: ticketPermissions(grants, ticket, actor) });
};
