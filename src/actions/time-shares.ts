import type { Action } from '../ticket/action.ts';
import { userOf } from '../ticket/actor.ts';
import type { TicketEvent } from '../ticket/ticket-event.ts';

/** Whose work the time of an action is; null: of nobody who is a user. */
export interface TimeShare {
  readonly user: string | null;
  readonly timeSpent: number;
}

/**
 * Who worked how long of an action: what timers booked is of their users, the rest of its author. Where somebody shortened the
 * time afterwards, the latest bookings give way.
 */
export const timeShares = (action: Action, events: readonly TicketEvent[]): readonly TimeShare[] => {
  const author = userOf(action.author);
  let left = action.timeSpent;
  const shares = new Map<string | null, number>();
  const give = (user: string | null, timeSpent: number) => {
    const taken = Math.min(left, timeSpent);
    left -= taken;
    if (taken > 0) shares.set(user, (shares.get(user) ?? 0) + taken);
  };
  for (const event of events) {
    if (event.type === 'action.time_booked' && event.data.action === action.id)
      give(event.data.user, event.data.timeSpent);
  }
  give(author, left);
  return [...shares].map(([user, timeSpent]) => ({ user, timeSpent }));
};
