import { RefusedError } from '../refusal/refused-error.ts';

/** At most a thousand hours on one action. */
export const longestTimeSpent = 100_000;

/**
 * Hours as hundredths of an hour, the unit of `timeSpent`: `hours(0.5)` is 50.
 *
 * @returns an integer; more than two decimals are refused, because rounding time is the caller's decision.
 */
export const hours = (value: number): number => {
  const hundredths = Math.round(value * 100);
  if (!Number.isFinite(value) || value < 0 || Math.abs(value * 100 - hundredths) > 1e-6) {
    throw badTime('bad_time', `${value} is not a time: give hours of zero or more with at most two decimals.`);
  }
  return hundredths;
};

/** Minutes as hundredths of an hour, rounded to the nearest 36 seconds: `minutes(90)` is 150. */
export const minutes = (value: number): number => hours(Math.round((value / 60) * 100) / 100);

/** What is no time, with advice. */
export const badTime = (code: string, message: string, params?: Readonly<Record<string, unknown>>): RefusedError =>
  new RefusedError({
    code: 'invalid_input',
    message,
    issues: [{ path: ['timeSpent'], code, message, ...(params === undefined ? {} : { params }) }],
    data: {},
  });
