import { TZDate } from '@date-fns/tz';
import { format } from 'date-fns/format';
import type { Issue } from '../refusal/refusal.ts';

/** When the numbers of an area begin anew. */
export type NumberReset = 'never' | 'year' | 'month' | 'day';

type Part =
  | { readonly kind: 'literal'; readonly text: string }
  | { readonly kind: 'count'; readonly digits: number }
  | { readonly kind: 'yyyy' | 'yy' | 'mm' | 'dd' };

/** How the numbers of an area look: literals, date parts and one counter. */
export interface NumberFormat {
  readonly source: string;
  readonly parts: readonly Part[];
  readonly start: number;
  readonly reset: NumberReset;
  readonly timeZone: string;
  /** How many numbers a process draws at once. */
  readonly block: number;
  /** No number may be left out. */
  readonly gapless: boolean;
}

const datePatterns = { yyyy: 'yyyy', yy: 'yy', mm: 'MM', dd: 'dd' } as const;
const neededParts = { never: [], year: ['yy'], month: ['yy', 'mm'], day: ['yy', 'mm', 'dd'] } as const;

/** Reads a format such as `{areaKey}-{yyyy}-{count:5}`. Unknown placeholders stay literal and are reported by the check. */
export const parseNumberFormat = (
  source: string,
  options: { readonly areaKey: string } & Omit<NumberFormat, 'source' | 'parts' | 'block' | 'gapless'> &
    Partial<Pick<NumberFormat, 'block' | 'gapless'>>,
): NumberFormat => {
  const parts = source
    .split(/(\{[^{}]*\})/)
    .filter((text) => text !== '')
    .map((text): Part => {
      if (text === '{areaKey}') return { kind: 'literal', text: options.areaKey };
      if (text === '{yyyy}' || text === '{yy}' || text === '{mm}' || text === '{dd}')
        return { kind: text.slice(1, -1) as 'yyyy' };
      const count = /^\{count(?::([1-9]|1[0-5]))?\}$/.exec(text);
      return count === null ? { kind: 'literal', text } : { kind: 'count', digits: Number(count[1] ?? '1') };
    });
  return {
    source,
    parts,
    start: options.start,
    reset: options.reset,
    timeZone: options.timeZone,
    block: options.block ?? 1,
    gapless: options.gapless ?? false,
  };
};

/** The number with this count, drawn at this moment in the format's time zone. */
export const formatNumber = (number: NumberFormat, count: number, now: Date): string => {
  const local = new TZDate(now.getTime(), number.timeZone);
  return number.parts
    .map((part) => {
      if (part.kind === 'literal') return part.text;
      if (part.kind === 'count') return String(count).padStart(part.digits, '0');
      return format(local, datePatterns[part.kind]);
    })
    .join('');
};

/** The name of the counter a number is drawn from: a new one for each period. */
export const numberSeries = (area: string, number: NumberFormat, now: Date): string => {
  const period = { never: '', year: 'yyyy', month: 'yyyy-MM', day: 'yyyy-MM-dd' }[number.reset];
  return period === '' ? area : `${area}:${format(new TZDate(now.getTime(), number.timeZone), period)}`;
};

/** Why numbers of this format would clash or not be recognised in a subject. */
export const numberFormatProblems = (number: NumberFormat, path: readonly (string | number)[]): readonly Issue[] => {
  const kinds = number.parts.map((part) => part.kind);
  const literals = number.parts.flatMap((part) => (part.kind === 'literal' ? [part.text] : [])).join('');
  const digits = number.parts.reduce(
    (sum, part) => sum + (part.kind === 'literal' ? 0 : part.kind === 'count' ? part.digits : part.kind.length),
    0,
  );
  const lacking = (Object.hasOwn(neededParts, number.reset) ? neededParts[number.reset] : []).filter(
    (kind) => !kinds.includes(kind) && !(kind === 'yy' && kinds.includes('yyyy')),
  );
  const problem = (code: string, message: string): Issue => ({ path, code, message });
  return [
    ...(kinds.filter((kind) => kind === 'count').length === 1
      ? []
      : [problem('one_counter', `"${number.source}" needs exactly one {count}, such as {count:5}.`)]),
    ...(/[{}]/.test(literals)
      ? [
          problem(
            'unknown_placeholder',
            `"${number.source}" has a placeholder that is none of {areaKey}, {yyyy}, {yy}, {mm}, {dd}, {count:n}.`,
          ),
        ]
      : []),
    ...(/[^A-Za-z0-9_/.{}-]/.test(literals)
      ? [
          problem(
            'not_recognisable',
            `"${number.source}" could not be found in a subject: use letters, digits and - _ / . only.`,
          ),
        ]
      : []),
    ...(/[A-Za-z]/.test(literals) || digits > 3
      ? []
      : [
          problem(
            'not_recognisable',
            `"${number.source}" makes numbers of 1 to 3 digits that any subject may contain: add a prefix or more digits.`,
          ),
        ]),
    ...(Object.hasOwn(neededParts, number.reset)
      ? []
      : [problem('bad_reset', `Numbers restart never, or each year, month or day; not each "${number.reset}".`)]),
    ...(lacking.length === 0
      ? []
      : [
          problem(
            'reset_without_date',
            `Numbers that restart each ${number.reset} need the date part {${lacking[0]}}, or they would be used twice.`,
          ),
        ]),
    ...(Number.isInteger(number.block) && number.block >= 1 && number.block <= 1000
      ? []
      : [problem('bad_block', 'A block holds 1 to 1000 numbers.')]),
    ...(number.gapless && number.block > 1
      ? [problem('gapless_block', 'Numbers drawn in blocks leave gaps; choose `block` or `gapless`.')]
      : []),
    ...(Number.isSafeInteger(number.start) && number.start >= 1
      ? []
      : [problem('bad_start', 'The first count is a whole number of at least 1.')]),
  ];
};
