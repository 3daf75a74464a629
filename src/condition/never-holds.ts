import { type AbstractValue, abstractValues } from './abstract-values.ts';
import type { Condition } from './condition.ts';
import { resolveCondition } from './resolve-condition.ts';
import type { ResolvedCondition, ResolvedTest } from './resolved-condition.ts';

/** Beyond that the answer is not worth its time. */
const mostPoints = 200_000;

/**
 * True: no ticket can satisfy the condition, whoever asks. False: one may, or it was not found out.
 *
 * Every field is reduced to the values that the condition can tell apart. It knows nothing of how fields depend on each
 * other, so it never calls a condition impossible that is not.
 */
export const neverHolds = (condition: Condition): boolean =>
  possibleUsers(condition).every((user) => isImpossible(resolveCondition(condition, user)));

/** Nobody, everybody whom the condition names, and somebody else. */
const possibleUsers = (condition: Condition): readonly (string | null)[] => {
  const [none, some] = [null, '~user'].map((user) => testsOf(resolveCondition(condition, user)));
  if (JSON.stringify(none) === JSON.stringify(some)) return [null];
  return [null, '~user', ...new Set((none ?? []).flatMap(namedIds))];
};

const namedIds = (test: ResolvedTest): readonly string[] => {
  if (test.kind !== 'id') return [];
  const values = test.operator === 'is' ? [test.value] : test.operator === 'in' ? test.values : [];
  return values.filter((value) => typeof value === 'string');
};

const isImpossible = (condition: ResolvedCondition): boolean => {
  const tests = testsOf(condition);
  const domains = [...new Set(tests.map(({ field }) => field))].map((field) => ({
    field,
    values: abstractValues(
      field,
      tests.filter((test) => test.field === field),
    ),
  }));
  const known = domains.flatMap(({ field, values }) => (values === null ? [] : [{ field, values }]));
  const points = known.reduce((product, { values }) => product * values.length, 1);
  return known.length === domains.length && points <= mostPoints && !isPossible(condition, known, new Map());
};

interface Domain {
  readonly field: string;
  readonly values: readonly AbstractValue[];
}

const isPossible = (
  condition: ResolvedCondition,
  [domain, ...rest]: readonly Domain[],
  chosen: ReadonlyMap<string, AbstractValue>,
): boolean => {
  if (domain === undefined) return holdsAt(condition, chosen);
  return domain.values.some((value) => isPossible(condition, rest, new Map(chosen).set(domain.field, value)));
};

const holdsAt = (condition: ResolvedCondition, chosen: ReadonlyMap<string, AbstractValue>): boolean => {
  if ('all' in condition) return condition.all.every((inner) => holdsAt(inner, chosen));
  if ('any' in condition) return condition.any.some((inner) => holdsAt(inner, chosen));
  if ('not' in condition) return !holdsAt(condition.not, chosen);
  return chosen.get(condition.field)?.(condition) ?? false;
};

const testsOf = (condition: ResolvedCondition): readonly ResolvedTest[] => {
  if ('all' in condition) return condition.all.flatMap(testsOf);
  if ('any' in condition) return condition.any.flatMap(testsOf);
  if ('not' in condition) return testsOf(condition.not);
  return [condition];
};
