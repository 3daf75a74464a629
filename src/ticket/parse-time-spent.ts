import { formatTimeSpent } from './format-time-spent.ts';
import { badTime, longestTimeSpent } from './time-spent.ts';

const number = String.raw`(\d{1,7})(?:[.,](\d{1,7}))?`;
const hourWord = String.raw`(?:h|hrs?\.?|hours?|std\.?|stunden?)`;
const minuteWord = String.raw`(?:m|mins?\.?|minutes?|minuten?)`;

const plain = new RegExp(`^${number}$`);
const clock = /^(\d{1,4}):([0-5]\d)$/;
const inHours = new RegExp(`^${number} ?${hourWord}$`);
const inMinutes = new RegExp(`^${number} ?${minuteWord}$`);
const inBoth = new RegExp(String.raw`^(\d{1,4}) ?${hourWord} ?(\d{1,2}) ?${minuteWord}?$`);

/** Beyond that a bare whole number is more likely to be minutes than hours. */
const mostBareHours = 24;

/**
 * Reads a time as people write it, in German and English, into hundredths of an hour: `1,5` and `1.5` are hours, `1:30` hours
 * and minutes, `90 min` and `1 h 30 min` what they say.
 *
 * NOTE: nothing is rounded and nothing guessed. Minutes that are no whole hundredths of an hour (those of three are), a bare
 * number above 24, and three digits after a point or comma are refused with advice.
 *
 * @throws RefusedError `invalid_input` with an issue at `timeSpent`
 * @example
 * ```ts
 * import { parseTimeSpent } from 'ticketwerk';
 *
 * console.log(['1,5', '1.5 h', '1:30', '90 min', '1 Std. 30 Min.'].map(parseTimeSpent)); // [ 150, 150, 150, 150, 150 ]
 * ```
 */
export const parseTimeSpent = (text: string): number => {
  const given = typeof text === 'string' ? text.normalize('NFKC').trim().toLowerCase().replace(/\s+/g, ' ') : '';
  const found = read(given);
  if (found > longestTimeSpent) {
    throw badTime('out_of_range', 'A time is between 0 and 1000 hours.', { minimum: 0, maximum: longestTimeSpent });
  }
  return found;
};

const read = (text: string): number => {
  const bare = plain.exec(text);
  if (bare !== null) {
    const [, whole = '', decimals] = bare;
    if (decimals === undefined && Number(whole) > mostBareHours) {
      throw badTime('ambiguous', `Is that hours or minutes? Write ${whole} h or ${whole} min.`, { value: whole });
    }
    return decimalHours(whole, decimals);
  }
  const spelled = inHours.exec(text);
  if (spelled !== null) return decimalHours(spelled[1] ?? '', spelled[2]);
  const onClock = clock.exec(text) ?? inBoth.exec(text);
  if (onClock !== null) {
    const [, whole = '', rest = ''] = onClock;
    if (Number(rest) > 59) throw unreadable();
    return wholeMinutes(Number(whole) * 60 + Number(rest));
  }
  const counted = inMinutes.exec(text);
  if (counted !== null && counted[2] === undefined) return wholeMinutes(Number(counted[1]));
  throw unreadable();
};

const decimalHours = (whole: string, decimals = ''): number => {
  if (decimals.length === 3) {
    throw badTime(
      'ambiguous',
      `Is that ${whole}${decimals} hours, or a fraction? Write at most two decimals, and thousands without a point.`,
    );
  }
  if (decimals.length > 2) throw badTime('not_hundredths', 'Hours have at most two decimals.');
  return Number(whole) * 100 + Number(decimals.padEnd(2, '0'));
};

/** A hundredth of an hour is 36 seconds, so only every third minute ends with one. */
const wholeMinutes = (count: number): number => {
  if (count % 3 === 0) return (count * 5) / 3;
  const below = Math.floor((count * 5) / 3);
  const [less, more] = [formatTimeSpent(below, 'en'), formatTimeSpent(below + 1, 'en')];
  throw badTime(
    'not_hundredths',
    `${count} min are no whole hundredths of an hour: write ${less} h or ${more} h, or round with minutes(${count}).`,
    { below, above: below + 1 },
  );
};

const unreadable = () => badTime('bad_time', 'Write a time such as 1.5, 1,5, 1:30, 90 min or 1 h 30 min.');
