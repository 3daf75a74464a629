import { z } from 'zod';
import { nextVersion, runTimer } from '../../actions/timer.ts';
import { accept } from '../../refusal/refusal.ts';
import { requireToChange } from '../../ticket/closed-lock.ts';
import { otherPaused, timerResult } from '../other-paused.ts';
import { onTimer, wrongTimer } from './on-timer.ts';

/** Lets a paused timer run on, and pauses the one that runs instead. */
export const resumeTimerCommand = onTimer<Record<never, never>>({
  name: 'timers.resume',
  values: z.strictObject({}),
  decide: (_values, timer, hand, { now, loaded }) => {
    const allowed = requireToChange('ticket.edit', hand);
    if (!allowed.ok) return allowed;
    if (timer.state !== 'paused') {
      return wrongTimer(timer, 'not_paused', `The timer is ${timer.state}; only a paused one can run on.`);
    }
    const paused = otherPaused(loaded.timers, timer.id, now);
    const after = nextVersion(runTimer(timer, now, hand.area.maxTimerHours));
    return accept({
      events: [],
      timers: [...paused, { root: 'timer', before: timer, after }],
      result: timerResult(timer.id, paused),
    });
  },
});
