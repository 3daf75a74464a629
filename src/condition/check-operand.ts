import { z } from 'zod';
import type { Issue } from '../refusal/refusal.ts';
import type { Operator } from './condition.ts';
import type { FieldSpec, FieldType } from './field-type.ts';

/** What is wrong with an operand, or null. */
export type OperandProblem = Pick<Issue, 'code' | 'message' | 'params'> | null;

const longestValue = 1000;
const longestList = 200;

/** Does the operand fit the operator on such a field? */
export const operandProblem = (operator: Operator, operand: unknown, spec: FieldSpec): OperandProblem => {
  switch (operator) {
    case 'empty':
      return typeof operand === 'boolean' ? null : wrong('true or false');
    case 'in':
    case 'notIn':
    case 'hasAny':
    case 'hasAll':
      return listProblem(operand, spec);
    case 'is':
    case 'isNot':
      if (operand === null || (spec.type === 'id' && isActor(operand))) return null;
      return valueProblem(operand, spec);
    case 'contains':
    case 'startsWith':
    case 'endsWith':
      return operand === ''
        ? { code: 'required', message: 'Give at least one character.' }
        : valueProblem(operand, spec);
    default:
      return valueProblem(operand, spec);
  }
};

const isActor = (operand: unknown): boolean =>
  typeof operand === 'object' &&
  operand !== null &&
  Object.keys(operand).length === 1 &&
  'actor' in operand &&
  operand.actor === true;

const listProblem = (operand: unknown, spec: FieldSpec): OperandProblem => {
  if (!Array.isArray(operand)) return wrong('a list of values');
  if (operand.length > longestList) return tooLong(longestList, 'values');
  for (const value of operand) {
    const problem = valueProblem(value, spec);
    if (problem !== null) return problem;
  }
  return null;
};

const valueProblem = (value: unknown, { type, options }: FieldSpec): OperandProblem => {
  if (typeof value === 'string') {
    if (value.length > longestValue) return tooLong(longestValue, 'characters');
    if (value.includes('\0') || /\p{Surrogate}/u.test(value)) {
      return { code: 'control_character', message: 'NUL and halves of characters are not allowed.' };
    }
  }
  if (!fits[type](value)) return wrong(expected[type]);
  return options === undefined || options.includes(value as string)
    ? null
    : { code: 'not_an_option', message: `Choose from ${options.join(', ')}.`, params: { options } };
};

const isText = (value: unknown): boolean => typeof value === 'string';
const isoDate = z.iso.date();
const isoInstant = z.iso.datetime({ offset: true });

/** Years 1 to 9999 in UTC: what sorts as text, and what a database takes. */
export const isInstant = (value: unknown): boolean =>
  isoInstant.safeParse(value).success && /^(?!0000)\d{4}-/.test(new Date(value as string).toJSON() ?? '');

const fits: Readonly<Record<FieldType, (value: unknown) => boolean>> = {
  id: isText,
  ids: isText,
  text: isText,
  choice: isText,
  many: isText,
  instant: isInstant,
  date: (value) => isoDate.safeParse(value).success,
  number: (value) => typeof value === 'number' && Number.isFinite(value),
  yes_no: (value) => typeof value === 'boolean',
};

const expected: Readonly<Record<FieldType, string>> = {
  id: 'an id',
  ids: 'ids',
  text: 'a text',
  choice: 'an option',
  many: 'options',
  instant: 'an ISO 8601 text with its zone, such as 2026-01-31T08:00:00Z',
  date: 'a date such as 2026-01-31',
  number: 'a finite number',
  yes_no: 'true or false',
};

const wrong = (what: string): OperandProblem => ({
  code: 'wrong_type',
  message: `Expected ${what}.`,
  params: { expected: what },
});

const tooLong = (maximum: number, what: string): OperandProblem => ({
  code: 'too_long',
  message: `At most ${maximum} ${what}.`,
  params: { maximum },
});
