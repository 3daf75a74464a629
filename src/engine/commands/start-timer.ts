import { z } from 'zod';
import { runTimer, type Timer } from '../../actions/timer.ts';
import { accept, type Decided, refuse, refuseNotFound } from '../../refusal/refusal.ts';
import { userOf } from '../../ticket/actor.ts';
import { requireToChange } from '../../ticket/closed-lock.ts';
import { toInstant } from '../../ticket/instant.ts';
import type { Call } from '../call.ts';
import { otherPaused, timerResult } from '../other-paused.ts';
import { actionReference } from '../ticket-input.ts';
import { onTicket } from './on-ticket.ts';
import type { TicketInHand } from './ticket-in-hand.ts';

const startInput = z.strictObject({
  action: actionReference.optional(),
  visibility: z.enum(['internal', 'external']).optional(),
});

/** Only a user has timers, and who may not write on the ticket has no time to write there. */
export const mayStartTimer = (hand: TicketInHand, { actor }: Pick<Call, 'actor'>): Decided<string> => {
  const allowed = requireToChange('ticket.edit', hand);
  if (!allowed.ok) return allowed;
  const user = userOf(actor);
  return user === null ? refuse('forbidden', 'Only a user has timers.', { data: { permission: null } }) : accept(user);
};

/** Starts a timer on a ticket, and pauses the one that the user had running. It repeats: what it pauses is counted anew. */
export const startTimerCommand = onTicket<z.output<typeof startInput>>({
  name: 'timers.start',
  values: startInput,
  repeats: true,
  details: ['actions'],
  ownTimers: true,
  decide: (values, hand, { call, now, freshId, loaded }) => {
    const user = mayStartTimer(hand, call);
    if (!user.ok) return user;
    const { ticket, area } = hand;
    const action = loaded.tickets[0]?.details.actions.find(({ id }) => id === values.action);
    if (values.action !== undefined && action === undefined) return refuseNotFound('action');
    const at = toInstant(now);
    const timer: Timer = {
      id: freshId,
      ticket: ticket.id,
      user: user.value,
      action: action?.id ?? null,
      visibility: action?.visibility ?? values.visibility ?? 'internal',
      state: 'paused',
      startedAt: at,
      ran: 0,
      countedAt: at,
      booked: 0,
      handed: 0,
      runsUntil: at,
      dueAt: at,
      leasedUntil: null,
      version: 1,
    };
    const paused = otherPaused(loaded.timers, timer.id, now);
    return accept({
      events: [],
      timers: [...paused, { root: 'timer', before: null, after: runTimer(timer, now, area.maxTimerHours) }],
      result: timerResult(timer.id, paused),
    });
  },
});
