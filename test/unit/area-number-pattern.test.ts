import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { findNumbers } from '../../src/area/find-numbers.ts';
import { formatNumber, parseNumberFormat } from '../../src/area/number-format.ts';

const format = (source: string) =>
  parseNumberFormat(source, { areaKey: 'INC', start: 1, reset: 'never', timeZone: 'UTC' });
const dated = format('{yyyy}-{count:4}');
const named = format('{areaKey}{count}');

describe('a number is found as a token of its own', () => {
  test.each([
    '2024-0012',
    'Re: 2024-0012',
    '[#2024-0012]',
    '(2024-0012)',
    '"2024-0012"',
    '2024-0012: printer',
    '2024-0012, printer',
    'About 2024-0012.',
    'Ticket=2024-0012;x',
    '- 2024-0012 -',
    '*2024-0012*',
    '__2024-0012__',
    '„2024-0012“',
    'チケット 2024-0012 です',
    '🔥2024-0012🔥',
    'AW:2024-0012',
    '\t2024-0012\n',
  ])('in %j', (text) => {
    expect(findNumbers(text, [dated])).toEqual(['2024-0012']);
  });

  test.each([
    '2024-001',
    'INV2024-0012',
    '12024-0012',
    'x-2024-0012',
    '1/2024-0012',
    'INV_2024-0012',
    '2024-0012x',
    '2024-0012-1',
    '2024-0012/b',
    '2024-0012_b',
    'ü2024-0012',
    '2024-0012ß',
    '２2024-0012',
    '2024-0012٣',
    '2024‐0012',
    '2024 -0012',
    '٢٠٢٤-٠٠١٢',
    '',
  ])('and not in %j', (text) => {
    expect(findNumbers(text, [dated])).toEqual([]);
  });

  test('a longer count is another number', () => {
    expect(findNumbers('2024-00123', [dated])).toEqual(['2024-00123']);
    expect(findNumbers('INC1 INC12 INC123', [named])).toEqual(['INC1', 'INC12', 'INC123']);
  });

  test('in any case, also where composed differently', () => {
    expect(findNumbers('inc7 Inc8 iNC9', [named])).toEqual(['INC7', 'INC8', 'INC9']);
    expect(findNumbers('u\u0308 inc7', [named])).toEqual(['INC7']);
  });

  test('of all formats, from left to right, each once', () => {
    expect(findNumbers('INC2, 2024-0012, inc2 and INC1', [dated, named])).toEqual(['INC2', '2024-0012', 'INC1']);
  });

  test('signs of a format mean themselves', () => {
    const dotted = format('v{yy}.{count:3}/x');
    expect(findNumbers('v24.012/x', [dotted])).toEqual(['V24.012/X']);
    expect(findNumbers('v24a012/x v24.012-x', [dotted])).toEqual([]);
  });
});

test('a subject of any length is read up to two header lines, in no time to speak of', () => {
  expect(findNumbers(`${'x '.repeat(800)}2024-0012`, [dated])).toEqual(['2024-0012']);
  expect(findNumbers(`${'x '.repeat(2000)}2024-0012`, [dated])).toEqual([]);
  for (const hostile of ['1', '2024-', '2024-0012', 'INC', '-', 'INC1-', '2024-0012-']) {
    const text = hostile.repeat(1_000_000 / hostile.length);
    expect(findNumbers(text, [dated, named]).length).toBeLessThanOrEqual(1);
  }
});

test('every number that a format writes is found again between any two signs', () => {
  const formats = [
    '{areaKey}-{yyyy}-{count:5}',
    '{yyyy}-{count:4}',
    '{count:4}',
    'T{count}',
    '{dd}.{mm}.{yy}/{count:2}',
  ];
  fc.assert(
    fc.property(
      fc.constantFrom(...formats),
      fc.integer({ min: 1, max: 10_000_000 }),
      fc.date({ min: new Date('2000-01-01'), max: new Date('2099-12-31'), noInvalidDate: true }),
      fc.constantFrom('', ' ', '[', '[#', '(', ': ', '#', '"', '🔥', 'Re: '),
      fc.constantFrom('', ' ', ']', ')', ':', ', ', '.', '!', '"', '🔥', ' [2]'),
      (source, count, date, before, after) => {
        const number = formatNumber(format(source), count, date);
        expect(findNumbers(`${before}${number}${after}`, [format(source)])).toEqual([number.toUpperCase()]);
      },
    ),
  );
});
