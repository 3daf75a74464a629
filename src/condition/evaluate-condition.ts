import type { Comparison, Condition, Operand, Operator } from './condition.ts';

/** Values by field name; a field that is not there counts as null. */
export type ConditionFacts = (field: string) => unknown;

/** Tells whether a condition holds. Total: never throws, unknown fields are null. */
export const evaluateCondition = (condition: Condition, facts: ConditionFacts, user: string | null): boolean => {
  if ('all' in condition) return condition.all.every((inner) => evaluateCondition(inner, facts, user));
  if ('any' in condition) return condition.any.some((inner) => evaluateCondition(inner, facts, user));
  if ('not' in condition) return !evaluateCondition(condition.not, facts, user);
  return compare(condition, facts(condition.field) ?? null, user);
};

const compare = (comparison: Comparison, value: unknown, user: string | null): boolean =>
  Object.entries(comparison).every(([name, operand]) =>
    name === 'field' ? true : holds(name as Operator, value, resolve(operand as Operand, user)),
  );

const resolve = (operand: Operand, user: string | null): unknown =>
  typeof operand === 'object' && operand !== null && 'actor' in operand ? user : operand;

const holds = (operator: Operator, value: unknown, operand: unknown): boolean => {
  switch (operator) {
    case 'is':
      return same(value, operand);
    case 'isNot':
      return !same(value, operand);
    case 'in':
      return value !== null && list(operand).some((one) => same(value, one));
    case 'notIn':
      return value === null || !list(operand).some((one) => same(value, one));
    case 'contains':
      return typeof value === 'string' && fold(value).includes(fold(String(operand)));
    case 'startsWith':
      return typeof value === 'string' && fold(value).startsWith(fold(String(operand)));
    case 'endsWith':
      return typeof value === 'string' && fold(value).endsWith(fold(String(operand)));
    case 'before':
      return comparable(value, operand) && (value as string) < (operand as string);
    case 'after':
      return comparable(value, operand) && (value as string) > (operand as string);
    case 'atLeast':
      return comparable(value, operand) && (value as number) >= (operand as number);
    case 'atMost':
      return comparable(value, operand) && (value as number) <= (operand as number);
    case 'hasAny':
      return Array.isArray(value) && list(operand).some((one) => value.some((inner) => same(inner, one)));
    case 'hasAll':
      return Array.isArray(value) && list(operand).every((one) => value.some((inner) => same(inner, one)));
    case 'empty':
      return (value === null || value === '' || (Array.isArray(value) && value.length === 0)) === (operand !== false);
  }
};

const list = (operand: unknown): readonly unknown[] => (Array.isArray(operand) ? operand : [operand]);

const comparable = (value: unknown, operand: unknown): boolean =>
  value !== null && typeof value === typeof operand && (typeof value === 'string' || typeof value === 'number');

const same = (value: unknown, operand: unknown): boolean =>
  typeof value === 'string' && typeof operand === 'string' ? fold(value) === fold(operand) : value === operand;

const fold = (text: string): string => text.normalize('NFC').toLowerCase();
