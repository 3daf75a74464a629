import type { Clock } from '../../src/ports/clock.ts';

/** A clock that stands still until it is moved. */
export interface TestClock extends Clock {
  advance(by: {
    readonly days?: number;
    readonly hours?: number;
    readonly minutes?: number;
    readonly seconds?: number;
  }): void;
  set(moment: Date | string): void;
}

/**
 * Starts on a Tuesday afternoon. Sleeping returns at once and moves the clock.
 *
 * @example
 * ```ts
 * import { createTestClock } from 'ticketwerk/testing';
 *
 * const clock = createTestClock('2026-03-03T13:00:00Z');
 * clock.advance({ days: 1, hours: 2 });
 * console.log(clock.now().toISOString()); // 2026-03-04T15:00:00.000Z
 * ```
 */
export const createTestClock = (start: Date | string = '2026-03-03T13:00:00.000Z'): TestClock => {
  let now = new Date(start).getTime();
  return {
    now: () => new Date(now),
    sleep: async (ms) => {
      now += ms;
    },
    advance: ({ days = 0, hours = 0, minutes = 0, seconds = 0 }) => {
      now += (((days * 24 + hours) * 60 + minutes) * 60 + seconds) * 1000;
    },
    set: (moment) => {
      now = new Date(moment).getTime();
    },
  };
};
