import type { Issue } from '../refusal/refusal.ts';
import { identifierProblem } from '../text/identifier.ts';
import type { WorkflowDefinition } from './definition.ts';

type Path = readonly (string | number)[];

/** Everything that makes a definition unusable, all at once. */
export const workflowProblems = (workflow: WorkflowDefinition, path: Path): readonly Issue[] => {
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
      ...unknownStep(transition.to, [...path, 'transitions', transition.id, 'to']),
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
    ...(canClose(workflow)
      ? []
      : [
          problem(
            path,
            'no_way_to_close',
            `No closed step can be reached in workflow "${workflow.id}"; add a transition that leads to one.`,
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

const canClose = (workflow: WorkflowDefinition): boolean => {
  const reached = new Set([workflow.initial]);
  for (const step of reached) {
    for (const { from, to } of workflow.transitions) if (from.includes(step)) reached.add(to);
  }
  return workflow.steps.some((step) => step.category === 'closed' && reached.has(step.id));
};

const problem = (path: Path, code: string, message: string): Issue => ({ path, code, message });
