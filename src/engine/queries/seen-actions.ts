import type { ActionRightsFacts } from '../../actions/action-rights.ts';
import { actionCan, type TicketAction, ticketActions } from '../../actions/ticket-action.ts';
import type { StoredTicket } from '../../ports/store.ts';
import type { Action } from '../../ticket/action.ts';
import type { TicketRow } from '../../ticket/ticket-row.ts';
import type { Call } from '../call.ts';
import { takeInHand } from '../commands/ticket-in-hand.ts';

/** An action without what only the history of its ticket tells of it. */
export type SeenAction = Action & Pick<TicketAction, 'can'>;

/** The actions of a ticket as the caller sees them; the ticket must come with its actions, its history and its mails. */
export const seenActions = ({ row, details }: StoredTicket, call: Call): readonly TicketAction[] =>
  ticketActions(details.actions, details.events, details.mails, rightsOn(row, call));

/** An action as the caller sees it where the history of its ticket was not read. */
export const seenAction = (action: Action, row: TicketRow, call: Call): SeenAction => ({
  ...action,
  can: actionCan(action, rightsOn(row, call)),
});

const rightsOn = (row: TicketRow, call: Call): ActionRightsFacts | null => {
  const hand = takeInHand(row, call);
  return hand.ok ? { ...hand.value, actor: call.actor } : null;
};
