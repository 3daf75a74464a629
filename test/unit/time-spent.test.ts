import { describe, expect, test } from 'vitest';
import { formatTimeSpent } from '../../src/ticket/format-time-spent.ts';
import { parseTimeSpent } from '../../src/ticket/parse-time-spent.ts';
import { hours, minutes } from '../../src/ticket/time-spent.ts';

test('time spent is counted in hundredths of an hour', () => {
  expect([hours(0), hours(0.5), hours(1.25), hours(0.07), hours(8.1)]).toEqual([0, 50, 125, 7, 810]);
  expect([minutes(90), minutes(30), minutes(1), minutes(0)]).toEqual([150, 50, 2, 0]);
});

test.each([-1, 0.005, 0.333, Number.NaN, Number.POSITIVE_INFINITY])('%d hours are no time', (value) => {
  expect(() => hours(value)).toThrow(expect.objectContaining({ code: 'invalid_input' }));
});

test('a time is written as hours with two decimals, with a comma in German', () => {
  const times = [0, 5, 50, 150, 12_345];
  expect(times.map((time) => formatTimeSpent(time, 'en'))).toEqual(['0.00', '0.05', '0.50', '1.50', '123.45']);
  expect(times.map((time) => formatTimeSpent(time, 'de'))).toEqual(['0,00', '0,05', '0,50', '1,50', '123,45']);
});

describe('reading a time', () => {
  test.each([
    ['1,5', 150],
    ['1.5', 150],
    ['1.50', 150],
    ['0,07', 7],
    ['2', 200],
    ['24', 2400],
    ['1,5 h', 150],
    ['1.5h', 150],
    ['2 hours', 200],
    ['1 hour', 100],
    ['3 hrs', 300],
    ['0,25 Std.', 25],
    ['1 Stunde', 100],
    ['2 Stunden', 200],
    ['90 h', 9000],
    ['1000 h', 100_000],
    ['1:30', 150],
    ['0:03', 5],
    ['100:00', 10_000],
    ['90 min', 150],
    ['90min', 150],
    ['90 Minuten', 150],
    ['3 m', 5],
    ['1 h 30 min', 150],
    ['1h30', 150],
    ['1h30m', 150],
    ['1 Std. 30 Min.', 150],
    ['2 hours 6 minutes', 210],
    ['  1,5\u00a0H ', 150],
    ['１,５', 150],
    ['0', 0],
  ])('%j is %i hundredths of an hour, whatever the language', (text, hundredths) => {
    expect(parseTimeSpent(text)).toBe(hundredths);
  });

  test.each([
    ['90', 'ambiguous', 'Is that hours or minutes? Write 90 h or 90 min.'],
    ['1.500', 'ambiguous', 'Write at most two decimals'],
    ['1,500 h', 'ambiguous', 'Write at most two decimals'],
    ['0.3333', 'not_hundredths', 'at most two decimals'],
    ['10 min', 'not_hundredths', 'write 0.16 h or 0.17 h, or round with minutes(10)'],
    ['1:20', 'not_hundredths', 'write 1.33 h or 1.34 h'],
    ['1 h 20 min', 'not_hundredths', 'write 1.33 h or 1.34 h'],
    ['1000,01', 'out_of_range', 'between 0 and 1000 hours'],
    ['60001 h', 'out_of_range', 'between 0 and 1000 hours'],
    ['', 'bad_time', 'Write a time such as'],
    ['-1', 'bad_time', 'Write a time such as'],
    ['1:60', 'bad_time', 'Write a time such as'],
    ['1 h 60 min', 'bad_time', 'Write a time such as'],
    ['1.234,5', 'bad_time', 'Write a time such as'],
    ['1e3', 'bad_time', 'Write a time such as'],
    ['1,5 days', 'bad_time', 'Write a time such as'],
    ['90,5 min', 'bad_time', 'Write a time such as'],
    ['NaN', 'bad_time', 'Write a time such as'],
  ])('%j is refused as %s, with advice', (text, code, advice) => {
    expect(() => parseTimeSpent(text)).toThrow(
      expect.objectContaining({
        code: 'invalid_input',
        issues: [expect.objectContaining({ path: ['timeSpent'], code, message: expect.stringContaining(advice) })],
      }),
    );
  });

  test('what is not text is refused as well', () => {
    for (const value of [1.5, null, undefined, ['1']]) {
      expect(() => parseTimeSpent(value as never)).toThrow(expect.objectContaining({ code: 'invalid_input' }));
    }
  });

  test('every time that is written is read back, in both languages', () => {
    for (const language of ['en', 'de'] as const) {
      for (let time = 0; time <= 100_000; time += 7) {
        expect(parseTimeSpent(formatTimeSpent(time, language))).toBe(time);
        expect(parseTimeSpent(`${formatTimeSpent(time, language)} h`)).toBe(time);
      }
    }
  });
});
