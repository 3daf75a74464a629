import { type TicketAction, ticketActions } from '../../actions/ticket-action.ts';
import type { StoredTicket } from '../../ports/store.ts';
import type { Call } from '../call.ts';
import { takeInHand } from '../commands/ticket-in-hand.ts';

/** The actions of a ticket as the caller sees them; the ticket must come with its actions, its history and its mails. */
export const seenActions = ({ row, details }: StoredTicket, call: Call): readonly TicketAction[] => {
  const hand = takeInHand(row, call);
  return ticketActions(
    details.actions,
    details.events,
    details.mails,
    hand.ok ? { ...hand.value, actor: call.actor } : null,
  );
};
