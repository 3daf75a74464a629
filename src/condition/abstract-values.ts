import { type Fact, testHolds } from './evaluate-condition.ts';
import type { FieldSpec } from './field-type.ts';
import type { Comparable, ResolvedTest } from './resolved-condition.ts';
import { isTicketField, type TicketField, ticketFields } from './ticket-fields.ts';
import { textKey } from './value-key.ts';

/** Stands for all values of a field that a condition cannot tell apart: it says which of its tests hold. */
export type AbstractValue = (test: ResolvedTest) => boolean;

/** More than that would be more than 1024 values. */
const mostAtoms = 10;

/** A value that nothing names; its first letter is that of no key. */
const other = '~other';

/**
 * All values of a field as far as these tests, which are all on that field, can tell them apart; null: too many. A custom field
 * may hold anything unless its specs say what it may hold now.
 */
export const abstractValues = (
  field: string,
  tests: readonly ResolvedTest[],
  specs: readonly FieldSpec[] = [],
): readonly AbstractValue[] | null => {
  const wild = wildValues(tests.filter(({ operator }) => !['is', 'in', 'hasAny', 'hasAll'].includes(operator)));
  const sets = setsOf(tests);
  if (wild === null || sets === null) return null;
  const facts: readonly Fact[] = [...(isNullable(field) ? [null] : []), ...scalars(field, tests, specs), ...sets];
  return [
    ...facts.map(
      (fact): AbstractValue =>
        (test) =>
          testHolds(test, fact),
    ),
    ...wild,
  ];
};

const isNullable = (field: string): boolean => !isTicketField(field) || ticketFields[field].nullable;

const scalars = (field: string, tests: readonly ResolvedTest[], specs: readonly FieldSpec[]): readonly Fact[] => {
  const known = isTicketField(field) ? ticketOptions(field) : customOptions(specs);
  if (known !== null) return known;
  const named = new Set(tests.flatMap(namedBy));
  const numbers = [...named].filter((value) => typeof value === 'number').sort((a, b) => a - b);
  const texts = [...named].filter((value) => typeof value === 'string');
  return [
    ...named,
    // What lies between two neighbours, and beyond the last ones.
    ...[Number.NEGATIVE_INFINITY, ...numbers.map((value, index) => between(value, numbers[index + 1]))].slice(
      0,
      tests.some(({ kind }) => kind === 'number') ? undefined : 0,
    ),
    ...texts.flatMap((value) => [value[0] ?? '', `${value}\0`]),
    ...(tests.every(({ kind }) => kind === 'number') ? [] : ['', other]),
  ];
};

const ticketOptions = (field: TicketField): readonly Fact[] | null => {
  const spec: FieldSpec = ticketFields[field];
  return spec.options ?? null;
};

/** The keys of the only values that a custom field may hold. */
const customOptions = ([spec, ...others]: readonly FieldSpec[]): readonly Fact[] | null => {
  if (spec === undefined || others.length > 0) return null;
  if (spec.type === 'yes_no') return ['b0', 'b1'];
  return spec.type === 'choice' ? (spec.options ?? []).map(textKey) : null;
};

const between = (value: number, next: number | undefined): number =>
  next === undefined ? Number.POSITIVE_INFINITY : value / 2 + next / 2;

const namedBy = (test: ResolvedTest): readonly Comparable[] => {
  switch (test.operator) {
    case 'is':
      return test.value === null ? [] : [test.value];
    case 'in':
      return test.values;
    case 'hasAny':
    case 'hasAll':
      return [];
    default:
      return [test.value];
  }
};

/** Texts that nothing names: what they contain is taken to be independent, so nothing possible is missed. */
const wildValues = (tests: readonly ResolvedTest[]): readonly AbstractValue[] | null => {
  if (!tests.some(({ operator }) => ['contains', 'startsWith', 'endsWith'].includes(operator))) return [];
  const atoms = [...new Set(tests.map(atomOf))];
  if (atoms.length > mostAtoms) return null;
  return subsetsOf(atoms).map(
    (holding): AbstractValue =>
      (test) =>
        holding.includes(atomOf(test)),
  );
};

const atomOf = (test: ResolvedTest): string =>
  JSON.stringify([test.operator, 'value' in test ? test.value : test.values]);

const setsOf = (tests: readonly ResolvedTest[]): readonly Fact[] | null => {
  const named = new Set(
    tests.flatMap((test) => (test.operator === 'hasAny' || test.operator === 'hasAll' ? test.values : [])),
  );
  if (!tests.some(({ operator }) => operator === 'hasAny' || operator === 'hasAll')) return [];
  return named.size > mostAtoms ? null : subsetsOf([...named]).map((keys) => [...keys, other]);
};

const subsetsOf = <T>([first, ...rest]: readonly T[]): readonly (readonly T[])[] =>
  first === undefined ? [[]] : subsetsOf(rest).flatMap((subset) => [subset, [first, ...subset]]);
