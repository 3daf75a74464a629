import { type Instant, toInstant } from '../ticket/instant.ts';

/** A hundredth of an hour in milliseconds: what a timer keeps is counted in these. */
export const timerInterval = 36_000;

/** A stopwatch of a user on a ticket. What it says follows from its moments, never from ticks that somebody counted. */
export interface Timer {
  readonly id: string;
  readonly ticket: string;
  readonly user: string;
  /** The action that it adds its time to; null: stopping it adds one. */
  readonly action: string | null;
  /** Of the action that stopping it adds. */
  readonly visibility: 'internal' | 'external';
  readonly state: 'running' | 'paused' | 'stopped';
  readonly startedAt: Instant;
  /** Milliseconds that it ran up to `countedAt`. */
  readonly ran: number;
  readonly countedAt: Instant;
  /** Whole hundredths of an hour in `ran`: what is kept whatever happens. */
  readonly booked: number;
  /** What of it its action has already. */
  readonly handed: number;
  /** Somebody forgot it when it still runs then. */
  readonly runsUntil: Instant;
  /** When there is something to do about it: a full interval, or its end. */
  readonly dueAt: Instant;
  readonly leasedUntil: Instant | null;
  readonly version: number;
}

/** Counts on to now. A clock that went back counts nothing; a timer that ran too long stands from the end of that on. */
export const countTimer = (timer: Timer, now: Date): Timer => {
  if (timer.state !== 'running') return timer;
  const from = Date.parse(timer.countedAt);
  const end = Date.parse(timer.runsUntil);
  const to = Math.max(from, Math.min(now.getTime(), end));
  const ran = timer.ran + to - from;
  const countedAt = toInstant(new Date(to));
  const booked = Math.floor(ran / timerInterval);
  if (to >= end) return { ...timer, state: 'paused', ran, countedAt, booked };
  return { ...timer, ran, countedAt, booked, dueAt: nextDue(ran, to, end) };
};

/** Lets it run from now on, for so many hours at most. What it ran before is kept, to the millisecond. */
export const runTimer = (timer: Timer, now: Date, maxRunHours: number): Timer => {
  const end = now.getTime() + maxRunHours * 3_600_000;
  return {
    ...timer,
    state: 'running',
    countedAt: toInstant(now),
    runsUntil: toInstant(new Date(end)),
    dueAt: nextDue(timer.ran, now.getTime(), end),
  };
};

export const pauseTimer = (timer: Timer, now: Date): Timer => ({ ...countTimer(timer, now), state: 'paused' });

/** What is less than a full interval is dropped now. */
export const stopTimer = (timer: Timer, now: Date): Timer => ({ ...countTimer(timer, now), state: 'stopped' });

/** What its action still has to get. */
export const owedTime = ({ booked, handed }: Timer): number => booked - handed;

/** The row that replaces another one: of a newer version, and in nobody's hands. */
export const nextVersion = (timer: Timer): Timer => ({ ...timer, leasedUntil: null, version: timer.version + 1 });

const nextDue = (ran: number, now: number, end: number): Instant =>
  toInstant(new Date(Math.min(end, now + timerInterval - (ran % timerInterval))));
