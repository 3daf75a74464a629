import { z } from 'zod';
import { nextVersion, pauseTimer } from '../../actions/timer.ts';
import { accept } from '../../refusal/refusal.ts';
import { onTimer, wrongTimer } from './on-timer.ts';

/** Lets a timer stand; what it ran is kept to the millisecond. */
export const pauseTimerCommand = onTimer<Record<never, never>>({
  name: 'timers.pause',
  values: z.strictObject({}),
  decide: (_values, timer, _hand, { now }) =>
    timer.state === 'running'
      ? accept({ events: [], timers: [{ root: 'timer', before: timer, after: nextVersion(pauseTimer(timer, now)) }] })
      : wrongTimer(timer, 'not_running', 'The timer does not run; there is nothing to pause.'),
});
