import { describe, expect, test } from 'vitest';
import {
  formatNumber,
  type NumberReset,
  numberFormatProblems,
  numberSeries,
  parseNumberFormat,
} from '../../src/area/number-format.ts';
import { numbersOverlap } from '../../src/area/number-overlap.ts';

const format = (source: string, reset: NumberReset = 'never', timeZone = 'UTC') =>
  parseNumberFormat(source, { areaKey: 'DESK', start: 1, reset, timeZone });

const moment = new Date('2026-03-03T23:30:00.000Z');

describe('a number is written', () => {
  test.each([
    ['{areaKey}-{yyyy}-{count:5}', 7, 'DESK-2026-00007'],
    ['{yy}{mm}{dd}/{count:2}', 7, '260303/07'],
    ['T{count}', 7, 'T7'],
    ['T{count:3}', 12345, 'T12345'],
    ['{count:4}', Number.MAX_SAFE_INTEGER, '9007199254740991'],
    ['a.b_c/{count:2}z', 7, 'a.b_c/07z'],
  ])('%s with %i', (source, count, number) => {
    expect(formatNumber(format(source), count, moment)).toBe(number);
  });

  test('with the date as it is in the time zone of the area', () => {
    expect(formatNumber(format('{yyyy}{mm}{dd}-{count}', 'never', 'Europe/Berlin'), 1, moment)).toBe('20260304-1');
    expect(formatNumber(format('{yyyy}{mm}{dd}-{count}', 'never', 'America/New_York'), 1, moment)).toBe('20260303-1');
  });
});

test('a series is as long as its period, in the time zone of the area', () => {
  const series = (reset: NumberReset, timeZone = 'Europe/Berlin') =>
    numberSeries('desk', format('{yyyy}{mm}{dd}{count}', reset, timeZone), new Date('2026-12-31T23:30:00.000Z'));
  expect(series('never')).toBe('desk');
  expect(series('year')).toBe('desk:2027');
  expect(series('month')).toBe('desk:2027-01');
  expect(series('day')).toBe('desk:2027-01-01');
  expect(series('day', 'UTC')).toBe('desk:2026-12-31');
});

test('every problem of a format is listed with its path', () => {
  const codes = (source: string, reset: NumberReset = 'never') =>
    numberFormatProblems(format(source, reset), ['number']).map(({ path, code }) => `${path} ${code}`);
  expect(codes('{areaKey}-{yyyy}-{count:5}', 'year')).toEqual([]);
  expect(codes('{areaKey}-{yy}{mm}{dd}-{count:2}', 'day')).toEqual([]);
  expect(codes('{count:2} {week}', 'day')).toEqual([
    'number unknown_placeholder',
    'number not_recognisable',
    'number reset_without_date',
  ]);
});

describe('two formats overlap exactly if one text could be a number of both', () => {
  const digits = (source: string) => format(source);
  test.each([
    ['A{count}', 'a{count:9}', true],
    ['A{count:2}', 'A{count}', true],
    ['{yy}{count:2}', '{count:4}', true],
    ['{yyyy}{count}', '{count:3}', true],
    ['A{count}B', 'A{count}', false],
    ['A-{count}', 'A{count}', false],
    ['A{yy}', 'A{count:3}', false],
    ['A1{count}', 'A{count}1', true],
    ['A1{count:2}', 'A2{count:2}', false],
    ['{count}-{yy}', '{yy}-{count}', true],
    ['{count}-{yy}', '{yyyy}-{mm}-{count}', false],
  ])('%s and %s', (one, two, overlap) => {
    expect(numbersOverlap(digits(one), digits(two))).toBe(overlap);
    expect(numbersOverlap(digits(two), digits(one))).toBe(overlap);
  });
});
