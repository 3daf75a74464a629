import type { Issue } from '../refusal/refusal.ts';
import { checkCondition } from './check-condition.ts';
import type { Condition } from './condition.ts';
import { neverHolds } from './never-holds.ts';
import type { ConditionFields } from './ticket-fields.ts';

/** What is wrong with a condition of a configuration: what cannot be used, and what can never hold. */
export const conditionProblems = (
  condition: Condition,
  fields: ConditionFields,
  path: readonly (string | number)[],
): readonly Issue[] => {
  const issues = checkCondition(condition, fields, path);
  if (issues.length > 0 || !neverHolds(condition)) return issues;
  return [{ path, code: 'never_true', message: 'This condition can never hold; no ticket satisfies it.' }];
};
