import { foldText } from '../text/fold-text.ts';
import type { Comparison, Condition, Operand, Operator } from './condition.ts';
import { type Comparable, never, type ResolvedCondition, type ResolvedTest } from './resolved-condition.ts';
import { customFieldOf, isTicketField, ticketFields } from './ticket-fields.ts';
import { scalarKey, textKey } from './value-key.ts';

type Kind = ResolvedTest['kind'];

/** Fills in the user who asks and brings every value into the form in which it is compared. Total: what does not fit never holds. */
export const resolveCondition = (condition: Condition, user: string | null): ResolvedCondition => {
  if ('all' in condition) return { all: condition.all.map((inner) => resolveCondition(inner, user)) };
  if ('any' in condition) return { any: condition.any.map((inner) => resolveCondition(inner, user)) };
  if ('not' in condition) return { not: resolveCondition(condition.not, user) };
  const comparison = condition as Comparison;
  return resolveComparison(comparison, kindOf(comparison.field), user);
};

/** The same for a comparison whose field is compared as `kind`; null: there is no such field. */
export const resolveComparison = (
  { field, ...operators }: Comparison,
  kind: Kind | null,
  user: string | null,
): ResolvedCondition => {
  const tests = Object.entries(operators).map(([operator, operand]) =>
    resolveTest(field, kind, operator as Operator, resolveOperand(operand, user)),
  );
  return tests.length === 1 ? (tests[0] ?? never) : { all: tests };
};

const kindOf = (field: string): Kind | null => {
  if (isTicketField(field)) return ticketFields[field].type;
  return customFieldOf(field) === null ? null : 'custom';
};

type Value = Exclude<Operand, { readonly actor: true }> | undefined;

/** Without a user the operand equals nothing, and not what is null. */
const resolveOperand = (operand: Operand | undefined, user: string | null): Value => {
  if (typeof operand !== 'object' || operand === null || !('actor' in operand)) return operand;
  return user ?? undefined;
};

const resolveTest = (field: string, kind: Kind | null, operator: Operator, value: Value): ResolvedCondition => {
  const not = (test: ResolvedCondition): ResolvedCondition => ({ not: test });
  switch (operator) {
    case 'is':
      return equal(field, kind, value);
    case 'isNot':
      return not(equal(field, kind, value));
    case 'in':
      return oneOf(field, kind, value);
    case 'notIn':
      return not(oneOf(field, kind, value));
    case 'empty':
      return value === false ? not(equal(field, kind, null)) : equal(field, kind, null);
    case 'contains':
    case 'startsWith':
    case 'endsWith':
      return typeof value === 'string' && (kind === 'text' || kind === 'custom')
        ? { field, kind, operator, value: foldText(value) }
        : never;
    case 'before':
    case 'after':
    case 'atLeast':
    case 'atMost': {
      if (kind === null || kind === 'id' || kind === 'ids' || kind === 'text') return never;
      const compared = comparable(kind, value);
      return compared === null || compared === undefined ? never : { field, kind, operator, value: compared };
    }
    case 'hasAny':
    case 'hasAll':
      return (kind === 'custom' || kind === 'ids') && Array.isArray(value)
        ? { field, kind, operator, values: value.filter((one) => typeof one === 'string').map(memberOf[kind]) }
        : never;
    default:
      return never;
  }
};

/** What a set holds, in the form in which it is compared. */
const memberOf = { custom: textKey, ids: (id: string): string => id } as const;

const equal = (field: string, kind: Kind | null, value: Value): ResolvedCondition => {
  // A field that does not exist is null.
  if (kind === null) return value === null ? { all: [] } : never;
  const compared = comparable(kind, value);
  return compared === undefined ? never : { field, kind, operator: 'is', value: compared };
};

const oneOf = (field: string, kind: Kind | null, value: Value): ResolvedCondition => {
  if (kind === null || !Array.isArray(value)) return never;
  return { field, kind, operator: 'in', values: value.flatMap((one) => comparable(kind, one) ?? []) };
};

/** Undefined: no value of this kind. */
const comparable = (kind: Kind, value: Value): Comparable | null | undefined => {
  if (kind === 'text') return value === null ? '' : typeof value === 'string' ? foldText(value) : undefined;
  if (value === null) return null;
  if (kind === 'custom')
    return typeof value === 'object' ? undefined : value === undefined ? undefined : scalarKey(value);
  if (kind === 'number') return typeof value === 'number' ? value : undefined;
  if (typeof value !== 'string' || kind === 'ids') return undefined;
  if (kind === 'id') return value;
  const at = Date.parse(value);
  return Number.isNaN(at) ? undefined : new Date(at).toISOString();
};
