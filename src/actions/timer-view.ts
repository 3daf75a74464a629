import type { Instant } from '../ticket/instant.ts';
import { countTimer, type Timer } from './timer.ts';

/** A timer as its user sees it. */
export interface TimerView {
  readonly id: string;
  readonly ticket: string;
  /** The action that its time goes to; null: stopping it adds one. */
  readonly action: string | null;
  readonly visibility: 'internal' | 'external';
  readonly state: 'running' | 'paused' | 'stopped';
  readonly startedAt: Instant;
  /** What it has counted so far, in whole hundredths of an hour. */
  readonly timeSpent: number;
  /** When it is going to pause by itself, because somebody forgot it; null: it does not run. */
  readonly runsUntil: Instant | null;
}

export const timerView = (timer: Timer, now: Date): TimerView => {
  const { id, ticket, action, visibility, state, startedAt, booked, runsUntil } = countTimer(timer, now);
  return {
    id,
    ticket,
    action,
    visibility,
    state,
    startedAt,
    timeSpent: booked,
    runsUntil: state === 'running' ? runsUntil : null,
  };
};
