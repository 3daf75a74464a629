import type { ResolvedArea } from '../area/resolved-area.ts';
import { conditionProblems } from '../condition/condition-problems.ts';
import { namedFields } from '../condition/named-fields.ts';
import { conditionFields, isGiven } from '../condition/ticket-fields.ts';
import type { Issue } from '../refusal/refusal.ts';
import { identifierProblem } from '../text/identifier.ts';
import type { WorkflowRule } from './workflow-selection.ts';

type Path = readonly (string | number)[];

/** Everything that keeps an area from choosing a workflow for every new ticket. */
export const selectionProblems = (area: ResolvedArea, path: Path): readonly Issue[] => {
  const { rules, fallback } = area.workflowSelection;
  if (area.workflows.size === 0) return [];
  if (area.mode === 'status') {
    return rules.length === 0 && fallback === area.id
      ? []
      : [problem(path, 'no_workflows', `Area "${area.id}" has statuses; there is no workflow to choose.`)];
  }
  return [
    ...(fallback === undefined || fallback === ''
      ? [
          problem(
            [...path, 'fallback'],
            'required',
            `Area "${area.id}" needs a workflow for tickets for which no rule holds; name one.`,
          ),
        ]
      : unknownWorkflow(area, fallback, [...path, 'fallback'])),
    ...rules.flatMap((rule, index) => ruleProblems(area, rule, rules.slice(0, index), [...path, 'rules', rule.id])),
  ];
};

const ruleProblems = (
  area: ResolvedArea,
  { id, name, when, workflow }: WorkflowRule,
  before: readonly WorkflowRule[],
  path: Path,
): readonly Issue[] => {
  const idReason = identifierProblem(id);
  const wrong = conditionProblems(when, conditionFields([area]), [...path, 'when']);
  return [
    ...(idReason === null ? [] : [problem([...path, 'id'], 'bad_id', idReason)]),
    ...(before.some((other) => other.id.toLowerCase() === id.toLowerCase())
      ? [problem(path, 'duplicate_id', `"${id}" is there twice, perhaps in another case.`)]
      : []),
    ...(typeof name === 'string' && name.trim() !== ''
      ? []
      : [problem([...path, 'name'], 'required', `Rule "${id}" needs a name.`)]),
    ...wrong,
    ...(wrong.length > 0
      ? []
      : [...namedFields(when)]
          .filter((field) => !isGiven(field))
          .map((field) =>
            problem(
              [...path, 'when'],
              'not_known_yet',
              `"${field}" is not known while a ticket is made; ask for what it is made with.`,
            ),
          )),
    ...unknownWorkflow(area, workflow, [...path, 'workflow']),
  ];
};

const unknownWorkflow = ({ id, workflows }: ResolvedArea, workflow: string, path: Path): readonly Issue[] =>
  workflows.has(workflow)
    ? []
    : [
        {
          ...problem(path, 'unknown_workflow', `Area "${id}" has no workflow "${workflow}".`),
          params: { options: [...workflows.keys()] },
        },
      ];

const problem = (path: Path, code: string, message: string): Issue => ({ path, code, message });
