import { describe, expect, test } from 'vitest';
import { describeDuration, durationProblem, momentAfter, plainDuration } from '../../src/workflow/duration.ts';

describe('a duration', () => {
  test.each(['P3D', 'P1W', 'P1M', 'P2Y6M', 'P1W3D', 'PT1S', 'PT36H', 'PT4H30M', 'P1DT12H', 'P10Y', 'PT9999999S'])(
    '%s can be read',
    (text) => {
      expect(durationProblem(text)).toBeNull();
    },
  );

  test.each([
    ...[
      '',
      '3D',
      'P',
      'PT',
      'P3',
      'p3d',
      'P-3D',
      '-P3D',
      '+P3D',
      'P0.5D',
      'PT1,5H',
      'P3D ',
      ' P3D',
      'P3H',
      'PT3D',
      'P3DT',
    ],
    ...['P3D1W', 'PT5M4H', 'P3D\n', 'P٣D', 'P1234567D', 'P0003-02-01', '3 days', 'constructor'],
  ])('%j is refused with an example', (text) => {
    expect(durationProblem(text)).toMatch(/not a duration of ISO 8601 in whole numbers, such as P3D/);
  });

  test('lasts a second at least and ten years at most', () => {
    expect(durationProblem('P0D')).toMatch(/lasts no time/);
    expect(durationProblem('P0Y0M0W0DT0H0M0S')).toMatch(/lasts no time/);
    expect(durationProblem('P10Y1D')).toMatch(/too long/);
    expect(durationProblem('PT999999999S')).toMatch(/too long/);
  });
});

describe('the moment after', () => {
  test.each([
    // Clocks in Berlin go forward on 29 March 2026 and back on 25 October 2026.
    ['2026-03-28T13:00:00.000Z', 'P1D', 'Europe/Berlin', '2026-03-29T12:00:00.000Z'],
    ['2026-03-28T13:00:00.000Z', 'PT24H', 'Europe/Berlin', '2026-03-29T13:00:00.000Z'],
    ['2026-03-28T13:00:00.000Z', 'P1D', 'UTC', '2026-03-29T13:00:00.000Z'],
    ['2026-10-24T12:00:00.000Z', 'P1W', 'Europe/Berlin', '2026-10-31T13:00:00.000Z'],
    // 02:30 is left out that night.
    ['2026-03-28T01:30:00.000Z', 'P1D', 'Europe/Berlin', '2026-03-29T01:30:00.000Z'],
    ['2026-01-31T12:00:00.000Z', 'P1M', 'UTC', '2026-02-28T12:00:00.000Z'],
    ['2028-02-29T12:00:00.000Z', 'P1Y', 'UTC', '2029-02-28T12:00:00.000Z'],
    // In Auckland it is the 1st of February already at noon, and half past eleven on the last of January before that.
    ['2026-01-31T12:00:00.000Z', 'P1M', 'Pacific/Auckland', '2026-02-28T12:00:00.000Z'],
    ['2026-01-31T10:30:00.000Z', 'P1M', 'Pacific/Auckland', '2026-02-28T10:30:00.000Z'],
    ['2026-03-03T13:00:00.678Z', 'P1DT1H1M1S', 'UTC', '2026-03-04T14:01:01.678Z'],
  ])('%s, %s in %s, is %s', (from, duration, timeZone, moment) => {
    expect(momentAfter(from, duration, timeZone)).toBe(moment);
  });
});

test('durations that say the same are written alike; days are not hours, and months are not days', () => {
  expect(['P1W', 'P7D', 'P0Y7D'].map(plainDuration)).toEqual(['P7D', 'P7D', 'P7D']);
  expect(['PT90M', 'PT1H30M', 'PT5400S'].map(plainDuration)).toEqual(['PT1H30M', 'PT1H30M', 'PT1H30M']);
  expect(['P18M', 'P1D', 'PT24H', 'P1M', 'P30D'].map(plainDuration)).toEqual(['P1Y6M', 'P1D', 'PT24H', 'P1M', 'P30D']);
  expect(plainDuration('whenever')).toBe('whenever');
});

test('durations are told in words', () => {
  expect(['P3D', 'P1W', 'PT1H30M', 'P1Y2M', 'soon'].map(describeDuration)).toEqual([
    ...['3 days', '1 week', '1 hour 30 minutes', '1 year 2 months', 'soon'],
  ]);
});
