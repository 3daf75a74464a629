import { compareText } from '../text/compare-text.ts';
import type { Condition } from './condition.ts';
import { resolveCondition } from './resolve-condition.ts';
import type { Comparable, ResolvedCondition, ResolvedTest } from './resolved-condition.ts';

/** A value of a field in the form in which it is compared; a list is a set. */
export type Fact = Comparable | readonly string[] | null;

/** Values by field name; a field that is not there is null. */
export type ConditionFacts = (field: string) => Fact;

/** Tells whether a condition holds for the user who asks. Total: never throws, unknown fields are null. */
export const evaluateCondition = (condition: Condition, facts: ConditionFacts, user: string | null): boolean =>
  conditionHolds(resolveCondition(condition, user), facts);

/** The same for one that is resolved already. */
export const conditionHolds = (condition: ResolvedCondition, facts: ConditionFacts): boolean => {
  if ('all' in condition) return condition.all.every((inner) => conditionHolds(inner, facts));
  if ('any' in condition) return condition.any.some((inner) => conditionHolds(inner, facts));
  if ('not' in condition) return !conditionHolds(condition.not, facts);
  return testHolds(condition, facts(condition.field));
};

/** One test against one value. */
export const testHolds = (test: ResolvedTest, fact: Fact): boolean => {
  switch (test.operator) {
    case 'is':
      return fact === test.value;
    case 'in':
      return test.values.some((value) => value === fact);
    case 'before':
      return order(test, fact) < 0;
    case 'after':
      return order(test, fact) > 0;
    case 'atLeast':
      return order(test, fact) >= 0;
    case 'atMost':
      return order(test, fact) <= 0;
    case 'contains':
      return textOf(test, fact)?.includes(test.value) ?? false;
    case 'startsWith':
      return textOf(test, fact)?.startsWith(test.value) ?? false;
    case 'endsWith':
      return textOf(test, fact)?.endsWith(test.value) ?? false;
    case 'hasAny':
      return isSet(fact) && test.values.some((value) => fact.includes(value));
    case 'hasAll':
      return isSet(fact) && test.values.every((value) => fact.includes(value));
  }
};

/** NaN where the two cannot be compared: then no comparison holds. Keys of different types begin with different letters. */
const order = ({ kind, value }: ResolvedTest & { readonly value: Comparable }, fact: Fact): number => {
  if (typeof fact === 'number' && typeof value === 'number') return fact - value;
  if (typeof fact !== 'string' || typeof value !== 'string') return Number.NaN;
  return kind === 'custom' && fact[0] !== value[0] ? Number.NaN : compareText(fact, value);
};

const textOf = ({ kind }: ResolvedTest, fact: Fact): string | null => {
  if (typeof fact !== 'string') return null;
  if (kind !== 'custom') return fact;
  return fact.startsWith('t') ? fact.slice(1) : null;
};

const isSet = (fact: Fact): fact is readonly string[] => Array.isArray(fact);
