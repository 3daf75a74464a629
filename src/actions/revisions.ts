import type { Action } from '../ticket/action.ts';
import type { Actor } from '../ticket/actor.ts';
import type { Instant } from '../ticket/instant.ts';
import type { TicketEvent } from '../ticket/ticket-event.ts';
import { actionOf, evolveAction } from './evolve-action.ts';

/** What an action said from some moment on. */
export interface ActionRevision
  extends Pick<
    Action,
    | 'visibility'
    | 'concerns'
    | 'occurredAt'
    | 'timeSpent'
    | 'shortDescription'
    | 'shortDescriptionDerived'
    | 'description'
  > {
  /** Who made it so, and when. */
  readonly by: Actor;
  readonly at: Instant;
}

/** Everything an action ever said, the oldest first; the last is what it says now. Read from the history, which nobody can change. */
export const revisionsOf = (id: string, events: readonly TicketEvent[]): readonly ActionRevision[] => {
  let state: Action | null = null;
  const revisions: ActionRevision[] = [];
  for (const event of events.filter((one) => actionOf(one) === id)) {
    state = evolveAction(state, event);
    if (state === null) continue;
    const { visibility, concerns, occurredAt, timeSpent, shortDescription, shortDescriptionDerived, description } =
      state;
    revisions.push({
      by: event.actor,
      at: event.at,
      visibility,
      concerns,
      occurredAt,
      timeSpent,
      shortDescription,
      shortDescriptionDerived,
      description,
    });
  }
  return revisions;
};
