import type { TicketDocument } from '../documents/document-view.ts';
import { requireToChange } from '../ticket/closed-lock.ts';
import type { TicketRow } from '../ticket/ticket-row.ts';
import type { Call } from './call.ts';
import { requirePortal } from './commands/documents.ts';
import { takeInHand } from './commands/ticket-in-hand.ts';

/** What the actor may do with any document of a ticket, by the rules that guard the commands. */
export const documentCan = (row: TicketRow, call: Call): TicketDocument['can'] => {
  const hand = takeInHand(row, call);
  const editable = hand.ok && requireToChange('ticket.edit', hand.value).ok;
  return { move: editable, share: editable && requirePortal(hand.value.area).ok, remove: editable };
};
