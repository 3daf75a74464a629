import type { ResolvedArea } from '../area/resolved-area.ts';
import { type Decided, refuse } from '../refusal/refusal.ts';
import type { Action } from '../ticket/action.ts';
import { type Actor, userOf } from '../ticket/actor.ts';
import { requireToChange, requireUnlocked } from '../ticket/closed-lock.ts';
import type { TicketRow } from '../ticket/ticket-row.ts';

/** Who wants to change an action, and where. */
export interface ActionRightsFacts {
  readonly ticket: TicketRow;
  readonly area: ResolvedArea;
  readonly permissions: ReadonlySet<string>;
  readonly actor: Actor;
}

/** An author edits his own actions, with `action.edit_any` anybody’s. */
export const requireEditable = (action: Action, facts: ActionRightsFacts): Decided<null> => {
  const user = userOf(facts.actor);
  const isAuthor = user !== null && userOf(action.author) === user;
  if (facts.permissions.has('action.edit_any')) return requireUnlocked(facts.ticket, facts.area, facts.permissions);
  return requireToChange(isAuthor ? 'ticket.edit' : 'action.edit_any', facts);
};

export const requirePublishable = (action: Action, facts: ActionRightsFacts): Decided<null> => {
  const allowed = requireToChange('action.publish', facts);
  if (!allowed.ok || action.visibility === 'internal') return allowed;
  return refuse('wrong_state', 'The action is external already.', { data: { state: 'external', action: action.id } });
};

export const requireRemovable = (_action: Action, facts: ActionRightsFacts): Decided<null> =>
  requireToChange('action.delete', facts);
