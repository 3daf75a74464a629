import type { StopSignal } from '../ports/clock.ts';
import { bookTimers } from './book-timers.ts';
import { clearFolders } from './clear-folders.ts';
import { deliver } from './deliver.ts';
import type { Engine } from './engine.ts';

/** How a desk works by itself. */
export interface RunOptions {
  /** Ends the work: what is under way is finished, nothing new is begun. An `AbortSignal` fits. */
  readonly signal: StopSignal;
  /** Seconds between two looks for work that other processes left. Default: 2. */
  readonly poll?: number;
}

const passes = { deliver, clearFolders, bookTimers } as const;

/**
 * Works until it is stopped: delivers mail, clears folders and keeps what timers count, of all tenants. Any number of processes may run the same desk.
 * A pass that fails is reported and comes again with the next round.
 */
export const runDesk = async (engine: Engine, { signal, poll = 2 }: RunOptions): Promise<void> => {
  while (!signal.aborted) {
    for (const [name, pass] of Object.entries(passes)) {
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
