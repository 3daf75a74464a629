import type { StopSignal } from '../ports/clock.ts';
import { bookTimers } from './book-timers.ts';
import { clearFolders } from './clear-folders.ts';
import { deliver } from './deliver.ts';
import type { Engine } from './engine.ts';
import { sweepBlobs } from './sweep-blobs.ts';

/** How a desk works by itself. */
export interface RunOptions {
  /** Ends the work: what is under way is finished, nothing new is begun. An `AbortSignal` fits. */
  readonly signal: StopSignal;
  /** Seconds between two looks for work that other processes left. Default: 2. */
  readonly poll?: number;
}

/** How often a process looks through everything that the blob store holds. */
const sweepPause = 6 * 3_600_000;

const passes = { deliver, clearFolders, bookTimers } as const;

/**
 * Works until it is stopped: delivers mail, clears folders, keeps what timers count and, every six hours, sweeps blobs, of all tenants. Any number of processes may run the same desk.
 * A pass that fails is reported and comes again with the next round.
 */
export const runDesk = async (engine: Engine, { signal, poll = 2 }: RunOptions): Promise<void> => {
  let sweptAt = Number.NEGATIVE_INFINITY;
  const sweepNowAndThen: typeof sweepBlobs = async (...args) => {
    const now = engine.clock.now().getTime();
    if (now - sweptAt < sweepPause) return { removed: 0, pending: 0 };
    sweptAt = now;
    return sweepBlobs(...args);
  };
  while (!signal.aborted) {
    for (const [name, pass] of Object.entries({ ...passes, sweepBlobs: sweepNowAndThen })) {
      if (signal.aborted) return;
      try {
        await pass(engine, signal);
      } catch (error) {
        engine.logger?.warn('A round of work failed; it comes again.', { work: name, error });
      }
    }
    await engine.waker.rest(poll * 1000, engine.clock, signal);
  }
};
