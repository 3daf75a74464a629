import type { Clock, StopSignal } from '../ports/clock.ts';

/** Ends the rest of this process's work loop when there is new work. */
export interface Waker {
  wake(): void;
  /** Rests for `ms` milliseconds, until woken, or until stopped. Work that came meanwhile ends the next rest at once. */
  rest(ms: number, clock: Clock, stop: StopSignal): Promise<void>;
}

export const createWaker = (): Waker => {
  let pending = false;
  let listeners: (() => void)[] = [];
  const ring = () => {
    for (const listener of listeners.splice(0)) listener();
  };
  return {
    wake: () => {
      pending = true;
      ring();
    },
    rest: async (ms, clock, stop) => {
      if (!pending && !stop.aborted) {
        stop.addEventListener('abort', ring, { once: true });
        await clock.sleep(ms, {
          aborted: false,
          addEventListener: (_type, listener) => {
            listeners.push(listener);
          },
        });
        listeners = [];
      }
      pending = false;
    },
  };
};
