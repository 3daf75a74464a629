import { Liquid } from 'liquidjs';
import { describe, expect, test, vi } from 'vitest';
import { parseNumberFormat } from '../../src/area/number-format.ts';
import { deliveryResult, isSettled, type RetryPolicy } from '../../src/notifications/delivery-result.ts';
import { formatDay, formatMoment } from '../../src/notifications/format-values.ts';
import { isStale } from '../../src/notifications/is-stale.ts';
import { renderLiquid } from '../../src/notifications/liquid.ts';
import type { Delivery } from '../../src/notifications/mail.ts';
import { subjectWithNumber } from '../../src/notifications/subject-with-number.ts';
import { deliveryRow } from '../kit/store-contract/sample-rows.ts';

const now = new Date('2026-03-03T13:00:00.000Z');
const policy: RetryPolicy = { attempts: 12, firstPause: 30, onAmbiguous: 'resend' };
const sending = (attempts: number): Delivery =>
  deliveryRow('d1', 'm1', 't1', { state: 'sending', attempts, leasedUntil: '2026-03-03T13:15:00.000Z', version: 5 });

describe('after a try', () => {
  test('a sent copy is settled', () => {
    const after = deliveryResult(sending(0), { outcome: 'sent', response: '250 OK' }, now, policy);
    expect(after).toMatchObject({
      state: 'sent',
      attempts: 1,
      sentAt: now.toISOString(),
      leasedUntil: null,
      version: 6,
    });
    expect(isSettled(after)).toBe(true);
  });

  test.each([
    [0, 30],
    [1, 60],
    [2, 120],
    [9, 15_360],
    [10, 21_600],
  ])('after %i tries before, the next one comes %i seconds later', (before, pause) => {
    const after = deliveryResult(sending(before), { outcome: 'unavailable', reason: '451' }, now, policy);
    expect(after).toMatchObject({ state: 'queued', leasedUntil: null, reason: '451' });
    expect(Date.parse(after.notBefore) - now.getTime()).toBe(pause * 1000);
    expect(isSettled(after)).toBe(false);
  });

  test('the last try is the last one', () => {
    const after = deliveryResult(sending(11), { outcome: 'unavailable', reason: '451' }, now, policy);
    expect(after).toMatchObject({ state: 'failed', attempts: 12 });
  });

  test('a refused copy fails at once, an ambiguous one is sent again or held', () => {
    expect(deliveryResult(sending(0), { outcome: 'refused', reason: '550' }, now, policy).state).toBe('failed');
    const ambiguous = { outcome: 'ambiguous', reason: 'lost' } as const;
    expect(deliveryResult(sending(0), ambiguous, now, policy).state).toBe('queued');
    const held = deliveryResult(sending(0), ambiguous, now, { ...policy, onAmbiguous: 'hold' });
    expect(held.state).toBe('ambiguous');
    expect(isSettled(held)).toBe(true);
  });
});

describe('a subject', () => {
  const format = (areaKey: string) =>
    parseNumberFormat('{areaKey}-{yyyy}-{count:5}', { areaKey, start: 1, reset: 'year', timeZone: 'UTC' });
  const how = { marker: '[#{number}]', formats: [format('HD'), format('CARE')] };

  test.each([
    ['Printer', 'Printer [#HD-2026-00001]'],
    ['', '[#HD-2026-00001]'],
    ['Re: HD-2026-00001 again', 'Re: HD-2026-00001 again'],
    ['hd-2026-00001', 'hd-2026-00001'],
    ['About CARE-2026-00009', '[#HD-2026-00001] About CARE-2026-00009'],
    ['Line\r\nbreak', 'Line break [#HD-2026-00001]'],
  ])('%j carries the number: %j', (subject, result) => {
    expect(subjectWithNumber(subject, 'HD-2026-00001', how)).toBe(result);
  });
});

describe('values in mails', () => {
  test('days and moments are written in the zone and language of the area', () => {
    expect(formatDay('2026-03-03T23:30:00.000Z', 'de', 'Europe/Berlin')).toBe('04.03.2026');
    expect(formatMoment('2026-07-03T23:30:00.000Z', 'en', 'Europe/Berlin')).toBe('2026-07-04 01:30');
  });
});

describe('a template', () => {
  const times = (renders: number, template: string): number => {
    const parse = vi.spyOn(Liquid.prototype, 'parse');
    for (let left = renders; left > 0; left -= 1) renderLiquid(template, { name: 'Bob' });
    const { length } = parse.mock.calls;
    parse.mockRestore();
    return length;
  };

  test('is parsed once for many mails, unless it is very long', () => {
    expect(times(3, 'Once for {{ name }}')).toBe(1);
    expect(times(3, `Long for {{ name }}${'.'.repeat(10_000)}`)).toBe(3);
  });

  test('makes room for others that are used more', () => {
    const used = 'Used again, {{ name }}';
    const forgotten = 'Forgotten, {{ name }}';
    expect([times(1, used), times(1, forgotten)]).toEqual([1, 1]);
    for (let other = 0; other < 500; other += 1) {
      renderLiquid(`Other ${other}`, {});
      if (other === 250) renderLiquid(used, {});
    }
    expect([times(1, used), times(1, forgotten)]).toEqual([0, 1]);
  });

  test('remembers nothing of the mail before', () => {
    const template =
      '{% increment n %}{% cycle "a", "b" %}{% if name %}{% assign kept = name %}{% endif %}{{ kept }}{{ today }}';
    expect(renderLiquid(template, { name: 'Bob', today: () => 1 })).toBe('0aBob1');
    expect(renderLiquid(template, { today: () => 2 })).toBe('0a2');
  });
});

test('a closing draft is stale once its closing is undone', () => {
  const draft = { kind: 'closing', state: 'draft', createdAt: '2026-03-03T13:00:00.000Z' } as const;
  expect(isStale(draft, { closedAt: '2026-03-03T13:00:00.000Z' })).toBe(false);
  expect(isStale(draft, { closedAt: null })).toBe(true);
  expect(isStale(draft, { closedAt: '2026-03-03T14:00:00.000Z' })).toBe(true);
  expect(isStale({ ...draft, state: 'queued' }, { closedAt: null })).toBe(false);
  expect(isStale({ ...draft, kind: 'received' }, { closedAt: null })).toBe(false);
});
