import { type AbstractValue, abstractValues } from './abstract-values.ts';
import type { Condition } from './condition.ts';
import { resolveCondition } from './resolve-condition.ts';
import type { ResolvedCondition, ResolvedTest } from './resolved-condition.ts';
import type { ConditionFields } from './ticket-fields.ts';

/** Over all tickets and whoever asks: does a condition never hold, always, or on some and not on others? `unknown`: too much to find out. */
export type Truth = 'never' | 'always' | 'varies' | 'unknown';

/** Beyond that the answer is not worth its time. */
const mostPoints = 200_000;

/**
 * Whether a condition can hold, and whether it can fail. Every field is reduced to the values that the condition can tell apart.
 * It knows nothing of how fields depend on each other, so it never calls a condition impossible that is not.
 *
 * With `fields`, custom fields hold what they may hold now; without, also what an older definition of them allowed.
 */
export const conditionTruth = (condition: Condition, fields?: ConditionFields): Truth => {
  const seen = new Set<boolean>();
  let complete = true;
  for (const user of possibleUsers(condition)) {
    const resolved = resolveCondition(condition, user);
    const domains = domainsOf(resolved, fields);
    if (domains === null) complete = false;
    else visit(resolved, domains, 0, new Map(), seen);
    if (seen.size === 2) return 'varies';
  }
  if (!complete) return 'unknown';
  return seen.has(true) ? 'always' : 'never';
};

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

interface Domain {
  readonly field: string;
  readonly values: readonly AbstractValue[];
}

/** What each field may be; null: there are too many ways to combine it. */
const domainsOf = (condition: ResolvedCondition, fields: ConditionFields | undefined): readonly Domain[] | null => {
  const tests = testsOf(condition);
  const domains: Domain[] = [];
  let points = 1;
  for (const field of new Set(tests.map((test) => test.field))) {
    const own = tests.filter((test) => test.field === field);
    const values = abstractValues(field, own, fields?.get(field));
    points *= values?.length ?? Number.POSITIVE_INFINITY;
    if (values === null || points > mostPoints) return null;
    domains.push({ field, values });
  }
  return domains;
};

/** Goes on choosing values until the condition is decided by those that are chosen, and until both outcomes were seen. */
const visit = (
  condition: ResolvedCondition,
  domains: readonly Domain[],
  next: number,
  chosen: Map<string, AbstractValue>,
  seen: Set<boolean>,
): void => {
  const outcome = outcomeOf(condition, chosen);
  const domain = domains[next];
  if (outcome !== null || domain === undefined) {
    seen.add(outcome ?? false);
    return;
  }
  for (const value of domain.values) {
    visit(condition, domains, next + 1, chosen.set(domain.field, value), seen);
    if (seen.size === 2) break;
  }
  chosen.delete(domain.field);
};

/** Null: it depends on fields that are not chosen yet. */
const outcomeOf = (condition: ResolvedCondition, chosen: ReadonlyMap<string, AbstractValue>): boolean | null => {
  if ('all' in condition) return joint(condition.all, false, chosen);
  if ('any' in condition) return joint(condition.any, true, chosen);
  if ('not' in condition) {
    const inner = outcomeOf(condition.not, chosen);
    return inner === null ? null : !inner;
  }
  return chosen.get(condition.field)?.(condition) ?? null;
};

/** One that is `decisive` decides; otherwise all of them have to be known. */
const joint = (
  conditions: readonly ResolvedCondition[],
  decisive: boolean,
  chosen: ReadonlyMap<string, AbstractValue>,
): boolean | null => {
  let known = true;
  for (const inner of conditions) {
    const outcome = outcomeOf(inner, chosen);
    if (outcome === decisive) return decisive;
    if (outcome === null) known = false;
  }
  return known ? !decisive : null;
};

const testsOf = (condition: ResolvedCondition): readonly ResolvedTest[] => {
  if ('all' in condition) return condition.all.flatMap(testsOf);
  if ('any' in condition) return condition.any.flatMap(testsOf);
  if ('not' in condition) return testsOf(condition.not);
  return [condition];
};
