import type { Clock, StopSignal } from '../ports/clock.ts';

/** Ends the rest of this process's work loop when there is new work. */
export interface Waker {
  wake(): void;
  /** There will be work then: no rest lasts longer. */
  wakeBy(moment: Date): void;
  /** Rests for `ms` milliseconds, until woken, or until stopped. Work that came meanwhile ends the next rest at once. */
  rest(ms: number, clock: Clock, stop: StopSignal): Promise<void>;
}

const never = Number.POSITIVE_INFINITY;

export const createWaker = (): Waker => {
  let pending = false;
  /** The first moment that was named since the last rest began. */
  let named = never;
  let restsUntil = never;
  let listeners: (() => void)[] = [];
  const ring = () => {
    for (const listener of listeners.splice(0)) listener();
  };
  return {
    wake: () => {
      pending = true;
      ring();
    },
    wakeBy: (moment) => {
      named = Math.min(named, moment.getTime());
      if (named < restsUntil) ring();
    },
    rest: async (ms, clock, stop) => {
      if (!pending && !stop.aborted) {
        const now = clock.now().getTime();
        restsUntil = Math.min(now + ms, Math.max(named, now));
        named = never;
        stop.addEventListener('abort', ring, { once: true });
        await clock.sleep(restsUntil - now, {
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
