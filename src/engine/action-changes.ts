import { actionOf, evolveAction } from '../actions/evolve-action.ts';
import type { TicketAdditions } from '../ports/batch.ts';
import type { Action } from '../ticket/action.ts';
import type { TicketEvent } from '../ticket/ticket-event.ts';

/** What events write into the actions of a ticket, given those that they change. */
export const actionChanges = (
  events: readonly TicketEvent[],
  before: readonly Action[],
): Pick<TicketAdditions, 'actions' | 'actionsChanged' | 'actionsRemoved'> => {
  const known = new Map(before.map((action) => [action.id, action]));
  const after = new Map<string, Action | null>();
  for (const event of events) {
    const id = actionOf(event);
    if (id !== null) after.set(id, evolveAction(after.get(id) ?? known.get(id) ?? null, event));
  }
  const present = [...after.values()].filter((action) => action !== null);
  return {
    actions: present.filter(({ id }) => !known.has(id)),
    actionsChanged: present.filter(({ id }) => known.has(id)),
    actionsRemoved: [...after].flatMap(([id, action]) => (action === null ? (known.get(id) ?? []) : [])),
  };
};
