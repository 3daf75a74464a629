import { TZDate } from '@date-fns/tz';
import { add } from 'date-fns/add';
import { type Instant, toInstant } from '../ticket/instant.ts';

/** A length of time in parts: years to days are those of a calendar, hours to seconds of a clock. */
type Parts = Readonly<Record<(typeof units)[number], number>>;

const units = ['years', 'months', 'weeks', 'days', 'hours', 'minutes', 'seconds'] as const;
/** ISO 8601-1, section 5.5.2.2, with weeks beside other parts as in ISO 8601-2, section 4.4.1.2: whole numbers, no sign. */
const pattern =
  /^P(?=\d|T\d)(?:(\d{1,6})Y)?(?:(\d{1,6})M)?(?:(\d{1,6})W)?(?:(\d{1,6})D)?(?:T(?=\d)(?:(\d{1,6})H)?(?:(\d{1,6})M)?(?:(\d{1,9})S)?)?$/;
/** What a duration looks like, for editors of documents. */
export const durationPattern = pattern.source;

const longestYears = 10;
/** As long as a part can be, in days. */
const mostDays: Parts = {
  years: 366,
  months: 31,
  weeks: 7,
  days: 1,
  hours: 1 / 24,
  minutes: 1 / 1440,
  seconds: 1 / 86_400,
};

const partsOf = (text: string): Parts | null => {
  const found = pattern.exec(text);
  return found === null
    ? null
    : (Object.fromEntries(units.map((unit, index) => [unit, Number(found[index + 1] ?? 0)])) as Parts);
};

/** Why a duration cannot be used, or null. */
export const durationProblem = (text: string): string | null => {
  const parts = partsOf(text);
  if (parts === null)
    return `"${text}" is not a duration of ISO 8601 in whole numbers, such as P3D, P1W, P1M or PT4H30M.`;
  const days = units.reduce((sum, unit) => sum + parts[unit] * mostDays[unit], 0);
  if (days === 0) return `"${text}" lasts no time; name a second at least.`;
  return days > longestYears * 366 ? `"${text}" is too long; name ${longestYears} years at most.` : null;
};

/**
 * The moment a duration after another one. Days, weeks, months and years are those of the calendar in this time zone: three days later
 * it is as late as now, also where the clocks are changed, and a month after 31 January is the last of February. Hours, minutes and
 * seconds are exact.
 */
export const momentAfter = (from: Instant, duration: string, timeZone: string): Instant =>
  toInstant(new Date(add(new TZDate(Date.parse(from), timeZone), partsOf(duration) ?? {}).getTime()));

/** The same duration as everybody would write it, so that two that say the same are the same: `P1W` and `P7D`, `PT90M` and `PT1H30M`. */
export const plainDuration = (text: string): string => {
  const parts = partsOf(text);
  if (parts === null) return text;
  const months = parts.years * 12 + parts.months;
  const seconds = (parts.hours * 60 + parts.minutes) * 60 + parts.seconds;
  const date = written([
    [Math.floor(months / 12), 'Y'],
    [months % 12, 'M'],
    [parts.weeks * 7 + parts.days, 'D'],
  ]);
  const time = written([
    [Math.floor(seconds / 3600), 'H'],
    [Math.floor(seconds / 60) % 60, 'M'],
    [seconds % 60, 'S'],
  ]);
  return `P${date}${time === '' ? '' : `T${time}`}`;
};

const written = (parts: readonly (readonly [number, string])[]): string =>
  parts.map(([value, letter]) => (value === 0 ? '' : `${value}${letter}`)).join('');

/** A duration in words, for pictures: `3 days`, `1 hour 30 minutes`. */
export const describeDuration = (text: string): string => {
  const parts = partsOf(text);
  if (parts === null) return text;
  return units
    .filter((unit) => parts[unit] > 0)
    .map((unit) => `${parts[unit]} ${parts[unit] === 1 ? unit.slice(0, -1) : unit}`)
    .join(' ');
};
