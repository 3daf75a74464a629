import type { StopSignal } from '../ports/clock.ts';
import { bookTimers } from './book-timers.ts';
import { clearFolders } from './clear-folders.ts';
import { deliver } from './deliver.ts';
import type { Engine } from './engine.ts';
import { expireDrafts } from './expire-drafts.ts';
import { sweepBlobs } from './sweep-blobs.ts';
import { takeTimedTransitions } from './take-timed-transitions.ts';

/** How a desk works by itself. */
export interface RunOptions {
  /** Ends the work: what is under way is finished, nothing new is begun. An `AbortSignal` fits. */
  readonly signal: StopSignal;
  /** Seconds between two looks for work that other processes left. Default: 2. */
  readonly poll?: number;
}

interface Pass {
  readonly pass: (engine: Engine, stop: StopSignal) => Promise<unknown>;
  /** Milliseconds before a process does it again. */
  readonly pause: number;
}

const hour = 3_600_000;
const passes: Readonly<Record<string, Pass>> = {
  deliver: { pass: deliver, pause: 0 },
  clearFolders: { pass: clearFolders, pause: 0 },
  bookTimers: { pass: bookTimers, pause: 0 },
  takeTimedTransitions: { pass: takeTimedTransitions, pause: 0 },
  // What is forgotten after days need not go by the second.
  expireDrafts: { pass: expireDrafts, pause: hour },
  // It looks through everything that the blob store holds.
  sweepBlobs: { pass: sweepBlobs, pause: 6 * hour },
};

/**
 * Works until it is stopped: delivers mail, clears folders, keeps what timers count, takes timed transitions at their moment, every hour
 * gives up forgotten drafts and every six hours sweeps blobs, of all tenants. Any number of processes may run the same desk. A pass
 * that fails is reported and comes again.
 */
export const runDesk = async (engine: Engine, { signal, poll = 2 }: RunOptions): Promise<void> => {
  const begunAt = new Map<string, number>();
  while (!signal.aborted) {
    let round: 'done' | 'failed' = 'done';
    for (const [work, { pass, pause }] of Object.entries(passes)) {
      if (signal.aborted) return;
      const now = engine.clock.now().getTime();
      if (now - (begunAt.get(work) ?? Number.NEGATIVE_INFINITY) < pause) continue;
      begunAt.set(work, now);
      try {
        await pass(engine, signal);
      } catch (error) {
        round = 'failed';
        engine.logger?.warn('A round of work failed; it comes again.', { work, error });
      }
    }
    await engine.waker.rest(await pauseOf(poll * 1000, round, engine), engine.clock, signal);
  }
};

/** Until the next timed transition is due, at most a poll. After a round that failed a whole one, or it would fail without a pause. */
const pauseOf = async (poll: number, round: 'done' | 'failed', { store, clock, logger }: Engine): Promise<number> => {
  if (round === 'failed') return poll;
  try {
    const next = await store.nextTimedTransition();
    const left = next === null ? poll : Date.parse(next) - clock.now().getTime();
    return Math.min(poll, Math.max(0, left));
  } catch (error) {
    logger?.warn('The next timed transition could not be looked up.', { error });
    return poll;
  }
};
