import type { Issue } from '../refusal/refusal.ts';
import { identifierProblem } from '../text/identifier.ts';
import { canClose } from './can-close.ts';
import type { WorkflowDefinition } from './definition.ts';
import { targetProblems } from './target-problems.ts';

type Path = readonly (string | number)[];

/** Everything that makes a definition unusable among the workflows of its area, all at once. */
export const workflowProblems = (
  workflow: WorkflowDefinition,
  path: Path,
  workflows: ReadonlyMap<string, WorkflowDefinition>,
): readonly Issue[] => {
  const steps = new Map(workflow.steps.map((step) => [step.id, step]));
  const unknownStep = (id: string, at: Path): readonly Issue[] =>
    steps.has(id) ? [] : [problem(at, 'unknown_step', `There is no step "${id}" in workflow "${workflow.id}".`)];
  const initial = steps.get(workflow.initial);
  return [
    ...idProblems(workflow.id, [...path, 'id']),
    ...duplicates(
      workflow.steps.map((step) => step.id),
      [...path, 'steps'],
    ),
    ...duplicates(
      workflow.transitions.map((transition) => transition.id),
      [...path, 'transitions'],
    ),
    ...workflow.steps.flatMap((step) => idProblems(step.id, [...path, 'steps', step.id])),
    ...unknownStep(workflow.initial, [...path, 'initial']),
    ...(initial?.category === 'closed'
      ? [
          problem(
            [...path, 'initial'],
            'initial_closed',
            `Workflow "${workflow.id}" starts in a closed step; choose an open one.`,
          ),
        ]
      : []),
    ...workflow.transitions.flatMap((transition) => [
      ...idProblems(transition.id, [...path, 'transitions', transition.id]),
      ...transition.from.flatMap((id) => unknownStep(id, [...path, 'transitions', transition.id, 'from'])),
      ...(typeof transition.to === 'string'
        ? unknownStep(transition.to, [...path, 'transitions', transition.id, 'to'])
        : targetProblems(workflow, transition.to, workflows, [...path, 'transitions', transition.id, 'to'])),
      ...(transition.permission === ''
        ? [
            problem(
              [...path, 'transitions', transition.id, 'permission'],
              'required',
              `Transition "${transition.id}" names no permission; "ticket.edit" is the open one.`,
            ),
          ]
        : []),
    ]),
    ...(canClose(workflow, workflows)
      ? []
      : [
          problem(
            path,
            'no_way_to_close',
            `No closed step can be reached from workflow "${workflow.id}"; add a transition that leads to one.`,
          ),
        ]),
  ];
};

const idProblems = (id: string, path: Path): readonly Issue[] => {
  const reason = identifierProblem(id);
  return reason === null ? [] : [problem(path, 'bad_id', reason)];
};

const duplicates = (ids: readonly string[], path: Path): readonly Issue[] =>
  ids.flatMap((id, index) =>
    ids.findIndex((other) => other.toLowerCase() === id.toLowerCase()) === index
      ? []
      : [
          problem(
            [...path, id],
            'duplicate_id',
            `"${id}" is there twice, perhaps in another case; ids must differ in more than case.`,
          ),
        ],
  );

const problem = (path: Path, code: string, message: string): Issue => ({ path, code, message });
