import type { Action } from '../ticket/action.ts';
import type { Instant } from '../ticket/instant.ts';
import type { TicketEvent } from '../ticket/ticket-event.ts';
import { type ActionRightsFacts, requireEditable, requirePublishable, requireRemovable } from './action-rights.ts';
import { mailedActions, type TellingMail } from './mailed-actions.ts';

/** An action as agents see it. */
export interface TicketAction extends Action {
  /** When it was last edited; `actions.revisions` shows what it said before. */
  readonly editedAt: Instant | null;
  /** When the requester was first mailed it. What he was mailed cannot be called back. */
  readonly mailedAt: Instant | null;
  /** What the actor may do with it now, by the rules that guard the commands. */
  readonly can: { readonly edit: boolean; readonly publish: boolean; readonly remove: boolean };
}

/** What agents see of actions, given the history and the written mails of their ticket. */
export const ticketActions = (
  actions: readonly Action[],
  events: readonly TicketEvent[],
  mails: readonly TellingMail[],
  facts: ActionRightsFacts | null,
): readonly TicketAction[] => {
  const mailed = mailedActions(events, mails);
  const edited = new Map(
    events.flatMap((event) => (event.type === 'action.edited' ? [[event.data.action, event.at]] : [])),
  );
  return actions.map((action) => ({
    ...action,
    editedAt: edited.get(action.id) ?? null,
    mailedAt: mailed.get(action.id) ?? null,
    can: actionCan(action, facts),
  }));
};

/** What may be done with an action; null: nothing, because the area is gone. */
export const actionCan = (action: Action, facts: ActionRightsFacts | null): TicketAction['can'] => ({
  edit: facts !== null && requireEditable(action, facts).ok,
  publish: facts !== null && requirePublishable(action, facts).ok,
  remove: facts !== null && requireRemovable(action, facts).ok,
});
