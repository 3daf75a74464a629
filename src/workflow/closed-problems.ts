import type { ClosedInput } from '../area/closed-input.ts';
import { closedModes } from '../area/closed-input.ts';
import type { Issue } from '../refusal/refusal.ts';
import type { WorkflowDefinition } from './definition.ts';
import { responsibleRule } from './responsible-rule.ts';

type Path = Issue['path'];

/** What is wrong with how an area treats additions to closed tickets. */
export const closedProblems = (
  { portal = 'refuse', reopenBy, reopenDays }: ClosedInput,
  workflows: readonly WorkflowDefinition[],
  path: Path,
): readonly Issue[] => [
  ...(closedModes.includes(portal)
    ? []
    : [{ path: [...path, 'portal'], code: 'not_an_option', message: `Choose one of ${closedModes.join(', ')}.` }]),
  ...(reopenDays === undefined || (reopenDays > 0 && reopenDays <= 36_500)
    ? []
    : [{ path: [...path, 'reopenDays'], code: 'out_of_range', message: 'More than 0 and at most 36,500 days.' }]),
  ...(portal !== 'reopen'
    ? []
    : workflows.flatMap((workflow) => wayProblems(workflow, reopenBy, [...path, 'reopenBy']))),
];

const wayProblems = (
  { id, steps, transitions }: WorkflowDefinition,
  reopenBy: string | undefined,
  path: Path,
): readonly Issue[] => {
  if (reopenBy === undefined) {
    return [{ path, code: 'required', message: 'Name the transition that opens closed tickets again.' }];
  }
  const way = transitions.find((one) => one.id === reopenBy);
  const closed = steps.filter(({ category }) => category === 'closed').map((step) => step.id);
  if (
    way === undefined ||
    closed.some((step) => !way.from.includes(step)) ||
    typeof way.to !== 'string' ||
    closed.includes(way.to)
  ) {
    const message = `In workflow "${id}" the transition "${reopenBy}" does not lead out of every closed step to an open one of its own.`;
    return [{ path, code: 'unknown_transition', message, params: { workflow: id } }];
  }
  return way.comment === 'required' || responsibleRule(way).mode === 'required'
    ? [
        {
          path,
          code: 'needs_input',
          message: `In workflow "${id}" the transition "${reopenBy}" asks for inputs, which nobody is there to give.`,
          params: { workflow: id },
        },
      ]
    : [];
};
