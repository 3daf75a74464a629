import { nextVersion, pauseTimer, type Timer } from '../actions/timer.ts';
import type { TimerChange } from '../ports/batch.ts';

/** One timer of a user runs at a time: what it takes that another one may run. */
export const otherPaused = (own: readonly Timer[], id: string, now: Date): readonly TimerChange[] =>
  own
    .filter((timer) => timer.state === 'running' && timer.id !== id)
    .map((before) => ({ root: 'timer', before, after: nextVersion(pauseTimer(before, now)) }));

/** What an answer names: the timer, and the one that was paused for it. */
export const timerResult = (timer: string, paused: readonly TimerChange[]): Readonly<Record<string, string>> => ({
  timer,
  ...(paused[0] === undefined ? {} : { paused: paused[0].after.id }),
});
