import type { Issue } from '../refusal/refusal.ts';
import { type OperandProblem, operandProblem } from './check-operand.ts';
import type { Operator } from './condition.ts';
import { type FieldSpec, type FieldType, operatorsOf } from './field-type.ts';
import type { ConditionFields } from './ticket-fields.ts';

type Path = readonly (string | number)[];

const deepest = 8;
const mostNodes = 200;

/** What conditions of one kind may say beside the words of all. */
export interface ConditionDialect {
  readonly operators: Readonly<Record<FieldType, readonly string[]>>;
  readonly operandProblem: (operator: string, operand: unknown, spec: FieldSpec, field: string) => OperandProblem;
  /** May an `any` be empty, which never holds? */
  readonly emptyAny: boolean;
}

const onTickets: ConditionDialect = {
  operators: operatorsOf,
  operandProblem: (operator, operand, spec) => operandProblem(operator as Operator, operand, spec),
  emptyAny: true,
};

/** Everything that makes a value unusable as a condition over these fields, all at once; empty: it is one. */
export const checkCondition = (
  input: unknown,
  fields: Pick<ConditionFields, 'get'>,
  path: Path,
  dialect: ConditionDialect = onTickets,
): readonly Issue[] => {
  const walk = { fields, dialect, nodes: 0 };
  const issues = problemsOf(walk, input, path, 1);
  return walk.nodes > mostNodes
    ? [...issues, problem(path, 'too_long', `At most ${mostNodes} conditions in all.`, { maximum: mostNodes })]
    : issues;
};

interface Walk {
  readonly fields: Pick<ConditionFields, 'get'>;
  readonly dialect: ConditionDialect;
  nodes: number;
}

const problemsOf = (walk: Walk, input: unknown, path: Path, depth: number): readonly Issue[] => {
  walk.nodes += 1;
  if (walk.nodes > mostNodes) return [];
  if (depth > deepest) return [problem(path, 'too_deep', `At most ${deepest} levels deep.`, { maximum: deepest })];
  if (typeof input !== 'object' || input === null || Array.isArray(input)) {
    return [problem(path, 'wrong_type', 'Expected a condition.', { expected: 'a condition' })];
  }
  const joint = (['all', 'any', 'not'] as const).find((key) => Object.hasOwn(input, key));
  if (joint === undefined) return comparisonProblems(walk, input, path);
  const inner = (input as Readonly<Record<string, unknown>>)[joint];
  const at = [...path, joint];
  return [
    ...Object.keys(input).flatMap((key) => (key === joint ? [] : [unknownKey([...path, key], key)])),
    ...(joint === 'not'
      ? problemsOf(walk, inner, at, depth + 1)
      : Array.isArray(inner)
        ? inner.length === 0 && joint === 'any' && !walk.dialect.emptyAny
          ? [problem(at, 'required', 'Name at least one condition: an empty `any` never holds.')]
          : inner.flatMap((one, index) => problemsOf(walk, one, [...at, index], depth + 1))
        : [problem(at, 'wrong_type', 'Expected a list of conditions.', { expected: 'a list' })]),
  ];
};

const comparisonProblems = ({ fields, dialect }: Walk, input: object, path: Path): readonly Issue[] => {
  const { field, ...rest } = input as Readonly<Record<string, unknown>>;
  const names = Object.keys(rest);
  const specs = typeof field === 'string' ? fields.get(field) : undefined;
  const known = names.filter((name) => isOperator(dialect, name));
  const [operator] = known;
  return [
    ...(specs === undefined ? [fieldProblem([...path, 'field'], field)] : []),
    ...names.flatMap((name) => (isOperator(dialect, name) ? [] : [unknownKey([...path, name], name)])),
    ...(operator === undefined || known.length > 1
      ? [problem(path, 'one_operator', 'Name exactly one operator for the field.', { operators: known })]
      : misfits(dialect, operator, rest[operator], specs ?? [], { field, path })),
  ];
};

/** Where the areas differ in what they call by one name, it must fit one of them. */
const misfits = (
  { operators, operandProblem }: ConditionDialect,
  operator: string,
  operand: unknown,
  specs: readonly FieldSpec[],
  { field, path }: { readonly field: unknown; readonly path: Path },
): readonly Issue[] => {
  const at = [...path, operator];
  const fitting = specs.filter(({ type }) => operators[type].includes(operator));
  const [first] = specs;
  if (fitting.length === 0 && first !== undefined) {
    const choice = operators[first.type];
    const message = `"${operator}" does not fit a field of type ${first.type}; choose from ${choice.join(', ')}.`;
    return [problem(at, 'wrong_operator', message, { operators: choice })];
  }
  const problems = fitting.map((spec) => operandProblem(operator, operand, spec, String(field)));
  const [found] = problems;
  return found == null || problems.includes(null) ? [] : [{ path: at, ...found }];
};

const isOperator = ({ operators }: ConditionDialect, name: string): boolean =>
  Object.values(operators).some((known) => known.includes(name));

const fieldProblem = (path: Path, field: unknown): Issue =>
  typeof field === 'string'
    ? problem(path, 'unknown_field', `There is no field "${field}". Remove it or correct its name.`, { field })
    : problem(path, 'required', 'Name a field, or `all`, `any` or `not`.');

const unknownKey = (path: Path, key: string): Issue =>
  problem(path, 'unknown_operator', `There is no operator "${key}". Remove it or correct its name.`);

const problem = (path: Path, code: string, message: string, params?: Issue['params']): Issue => ({
  path,
  code,
  message,
  ...(params === undefined ? {} : { params }),
});
