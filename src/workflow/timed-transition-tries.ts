import type { Refusal } from '../refusal/refusal.ts';
import { toInstant } from '../ticket/instant.ts';
import type { TimedTransition } from './timed-transition.ts';

/** Seconds after the first try; doubled with each further one. */
const firstPause = 60;
/** Seconds between two tries, at most. */
const longestPause = 3600;
/** Seconds after somebody else was at the ticket in the same moment. */
const shortPause = 1;

/** One that could not be taken stays due: it is tried again until the stay ends, and says why it could not. */
export const postponed = (row: TimedTransition, refusal: Refusal, now: Date): TimedTransition => {
  // A race says nothing of the ticket.
  if (refusal.code === 'conflict') return released({ ...row, tryAt: later(now, shortPause) });
  const { code, message, issues } = refusal;
  const pause = Math.min(firstPause * 2 ** row.attempts, longestPause);
  return released({
    ...row,
    tryAt: later(now, pause),
    attempts: row.attempts + 1,
    refusal: { code, message, issues },
  });
};

/** One that nobody works on any more. */
export const released = (row: TimedTransition): TimedTransition => ({
  ...row,
  leasedUntil: null,
  version: row.version + 1,
});

const later = (now: Date, seconds: number) => toInstant(new Date(now.getTime() + seconds * 1000));
