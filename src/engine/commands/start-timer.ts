import { z } from 'zod';
import { runTimer, type Timer } from '../../actions/timer.ts';
import { accept, refuse, refuseNotFound } from '../../refusal/refusal.ts';
import { userOf } from '../../ticket/actor.ts';
import { requirePermission, requireUnlocked } from '../../ticket/closed-lock.ts';
import { toInstant } from '../../ticket/instant.ts';
import { otherPaused, timerResult } from '../other-paused.ts';
import { actionReference } from '../ticket-input.ts';
import { onTicket } from './on-ticket.ts';

const startInput = z.strictObject({
  action: actionReference.optional(),
  visibility: z.enum(['internal', 'external']).optional(),
});

/** Starts a timer on a ticket, and pauses the one that the user had running. It repeats: what it pauses is counted anew. */
export const startTimerCommand = onTicket<z.output<typeof startInput>>({
  name: 'timers.start',
  values: startInput,
  repeats: true,
  details: ['actions'],
  ownTimers: true,
  decide: (values, { ticket, area, permissions }, { call, now, freshId, loaded }) => {
    const allowed = requirePermission('ticket.edit', permissions, area.id);
    if (!allowed.ok) return allowed;
    const unlocked = requireUnlocked(ticket, area, permissions);
    if (!unlocked.ok) return unlocked;
    const user = userOf(call.actor);
    if (user === null) {
      return refuse('forbidden', 'Only a user has timers.', { data: { permission: null } });
    }
    const action = loaded.tickets[0]?.details.actions.find(({ id }) => id === values.action);
    if (values.action !== undefined && action === undefined) return refuseNotFound('action');
    const at = toInstant(now);
    const timer: Timer = {
      id: freshId,
      ticket: ticket.id,
      user,
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
