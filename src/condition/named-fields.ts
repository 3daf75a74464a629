import type { Comparison, Condition } from './condition.ts';

/** The fields that a condition asks for. */
export const namedFields = (condition: Condition): ReadonlySet<string> => new Set(fieldsIn(condition));

const fieldsIn = (condition: Condition): readonly string[] => {
  if ('all' in condition) return condition.all.flatMap(fieldsIn);
  if ('any' in condition) return condition.any.flatMap(fieldsIn);
  if ('not' in condition) return fieldsIn(condition.not);
  return [(condition as Comparison).field];
};
