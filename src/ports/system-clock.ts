import type { Clock } from './clock.ts';

declare const setTimeout: (run: () => void, ms: number) => unknown;
declare const clearTimeout: (handle: unknown) => void;

/** The machine's clock; the default. */
export const systemClock: Clock = {
  now: () => new Date(),
  sleep: (ms, stop) =>
    new Promise((resolve) => {
      if (stop?.aborted) return resolve();
      const handle = setTimeout(resolve, ms);
      const wake = () => {
        clearTimeout(handle);
        resolve();
      };
      stop?.addEventListener('abort', wake, { once: true });
    }),
};
