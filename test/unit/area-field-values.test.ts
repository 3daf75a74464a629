import { describe, expect, test } from 'vitest';
import { checkFieldValues, missingFields } from '../../src/area/field-values.ts';

const fields = {
  note: { type: 'text' },
  floor: { type: 'number' },
  due: { type: 'date' },
  urgent: { type: 'yes_no' },
  severity: { type: 'choice', of: ['low', 'high'] },
  tags: { type: 'many', of: ['a', 'b', 'c'] },
} as const;

const codes = (values: Readonly<Record<string, unknown>>) =>
  checkFieldValues(fields, values).issues.map(({ path, code }) => `${path.join('.')} ${code}`);

test('values of the right type are taken as they are', () => {
  const values = { note: 'x', floor: -1.5, due: '2024-02-29', urgent: false, severity: 'high', tags: ['c', 'a'] };
  expect(checkFieldValues(fields, values)).toEqual({ values, issues: [] });
});

test('null empties a field, undefined leaves it out, an empty text is a text', () => {
  expect(checkFieldValues(fields, { note: null, floor: undefined, tags: [] })).toEqual({
    values: { note: null, tags: [] },
    issues: [],
  });
  expect(checkFieldValues(fields, { note: '' }).values).toEqual({ note: '' });
});

test('text is cleaned of what a store refuses', () => {
  expect(checkFieldValues(fields, { note: 'a\u0000b\r\nc\ud800' }).values).toEqual({ note: 'ab\nc\ufffd' });
});

describe('a wrong value is an issue at its field', () => {
  test.each([
    ['note', 1, 'wrong_type'],
    ['note', 'x'.repeat(10_001), 'too_long'],
    ['floor', '1', 'wrong_type'],
    ['floor', Number.NaN, 'wrong_type'],
    ['floor', Number.POSITIVE_INFINITY, 'wrong_type'],
    ['urgent', 'yes', 'wrong_type'],
    ['due', '2023-02-29', 'wrong_type'],
    ['due', '29.02.2024', 'wrong_type'],
    ['due', '2024-02-29T00:00:00Z', 'wrong_type'],
    ['due', new Date(), 'wrong_type'],
    ['severity', 'HIGH', 'not_an_option'],
    ['severity', ['high'], 'not_an_option'],
    ['tags', 'a', 'not_an_option'],
    ['tags', ['a', 'd'], 'not_an_option'],
    ['tags', ['a', 'a'], 'not_an_option'],
  ])('%s: %j', (field, value, code) => {
    expect(codes({ [field]: value })).toEqual([`fields.${field} ${code}`]);
    expect(checkFieldValues(fields, { [field]: value }).values).toEqual({});
  });

  test('all of them at once, with what is no field, whatever its name', () => {
    const strange = JSON.parse('{ "floor": "1", "nothing": 1, "toString": 1, "__proto__": 1, "severity": 3 }');
    expect(codes(strange)).toEqual([
      'fields.floor wrong_type',
      'fields.nothing unknown_field',
      'fields.toString unknown_field',
      'fields.__proto__ unknown_field',
      'fields.severity not_an_option',
    ]);
  });
});

test('a required field without a value is missing: null, blank or nothing chosen; no and zero are values', () => {
  const required = {
    note: { type: 'text', required: true, name: 'Note' },
    floor: { type: 'number', required: true },
    urgent: { type: 'yes_no', required: true },
    tags: { type: 'many', of: ['a'], required: true },
    cause: { type: 'text', requiredToClose: true },
  } as const;
  const missing = (values: Parameters<typeof missingFields>[1], need: 'required' | 'requiredToClose' = 'required') =>
    missingFields(required, values, need).map(({ path, code, message }) => `${path.join('.')} ${code} ${message}`);
  expect(missing({})).toEqual([
    'fields.note required Note is required.',
    'fields.floor required floor is required.',
    'fields.urgent required urgent is required.',
    'fields.tags required tags is required.',
  ]);
  expect(missing({ note: ' ', floor: null, urgent: false, tags: [] })).toHaveLength(3);
  expect(missing({ note: 'x', floor: 0, urgent: false, tags: ['a'] })).toEqual([]);
  expect(missing({}, 'requiredToClose')).toEqual(['fields.cause required cause is required to close the ticket.']);
});
