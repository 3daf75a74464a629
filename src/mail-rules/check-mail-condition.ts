import { type ConditionDialect, checkCondition } from '../condition/check-condition.ts';
import { type OperandProblem, operandProblem } from '../condition/check-operand.ts';
import type { Operator } from '../condition/condition.ts';
import { operatorsOf } from '../condition/field-type.ts';
import type { ConditionFields } from '../condition/ticket-fields.ts';
import type { Issue } from '../refusal/refusal.ts';
import { compilePattern } from './linear-pattern.ts';
import { isNumberTest } from './mail-condition.ts';
import type { MailCondition } from './mail-rule.ts';

/** Everything that makes a value unusable as the condition of a rule. */
export const checkMailCondition = (
  input: unknown,
  fields: Pick<ConditionFields, 'get'>,
  path: Issue['path'],
  options: {
    /** May „subject contains“ have no value? Only a rule that copies or moves knows what that means. */
    readonly numberTest: boolean;
  },
): readonly Issue[] => checkCondition(input, fields, path, dialect(options.numberTest));

const dialect = (numberTest: boolean): ConditionDialect => ({
  operators: { ...operatorsOf, text: [...operatorsOf.text, 'matches'] },
  emptyAny: false,
  operandProblem: (operator, operand, spec, field) => {
    if (operator === 'matches') return patternProblem(operand);
    if (typeof operand === 'object' && operand !== null && 'actor' in operand) return nobodyAsks;
    if (isNumberTest({ field, ...(operator === 'contains' ? { contains: operand as '' } : {}) })) {
      return numberTest ? null : withoutTarget;
    }
    return isBlank(operand) ? missing : operandProblem(operator as Operator, operand, spec);
  },
});

const isBlank = (operand: unknown): boolean =>
  Array.isArray(operand)
    ? operand.length === 0 || operand.some(isBlank)
    : typeof operand === 'string' && operand.trim() === '';

const patternProblem = (operand: unknown): OperandProblem => {
  if (typeof operand !== 'string') {
    return { code: 'wrong_type', message: 'Expected a pattern.', params: { expected: 'a pattern' } };
  }
  if (operand === '') return missing;
  const pattern = compilePattern(operand);
  return typeof pattern === 'string' ? { code: 'bad_pattern', message: pattern } : null;
};

const missing: OperandProblem = {
  code: 'required',
  message: 'Give a value; `empty: true` asks for a field without one.',
};
const withoutTarget: OperandProblem = {
  code: 'required',
  message: 'Without a value this asks for the number of a ticket; only a rule with `copy` or `move` may do so.',
};
const nobodyAsks: OperandProblem = {
  code: 'wrong_type',
  message: 'Rules run without a user who asks; name the user.',
  params: { expected: 'a value' },
};

/** Every comparison of a condition; `negated`: it stands below a `not`. */
export const leavesOf = (
  condition: MailCondition,
  negated = false,
): readonly { readonly field: string; readonly matches: string | null; readonly negated: boolean }[] => {
  if ('all' in condition) return condition.all.flatMap((inner) => leavesOf(inner, negated));
  if ('any' in condition) return condition.any.flatMap((inner) => leavesOf(inner, negated));
  if ('not' in condition) return leavesOf(condition.not, true);
  const matches = 'matches' in condition && typeof condition.matches === 'string' ? condition.matches : null;
  return [{ field: condition.field, matches, negated }];
};
