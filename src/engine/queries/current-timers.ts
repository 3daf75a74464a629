import { type TimerView, timerView } from '../../actions/timer-view.ts';
import { accept, type Decided } from '../../refusal/refusal.ts';
import { deepFreeze } from '../../text/deep-freeze.ts';
import { userOf } from '../../ticket/actor.ts';
import type { Call } from '../call.ts';

/** The timers of a user that are not stopped. */
export interface CurrentTimers {
  /** The one that runs; null: none does. */
  readonly running: TimerView | null;
  /** Oldest first. */
  readonly paused: readonly TimerView[];
}

/** The caller's own timers, as they stand now. */
export const currentTimers = async (call: Call): Promise<Decided<CurrentTimers>> => {
  const user = userOf(call.actor);
  if (user === null) return accept(deepFreeze({ running: null, paused: [] }));
  const { timers } = await call.store.load({ tenant: call.context.tenant, timersOf: user });
  const now = call.engine.clock.now();
  const views = timers.map((timer) => timerView(timer, now));
  return accept(
    deepFreeze({
      running: views.find(({ state }) => state === 'running') ?? null,
      paused: views.filter(({ state }) => state === 'paused'),
    }),
  );
};
