import type { Issue } from '../../refusal/refusal.ts';
import type { WorkflowDefinition } from '../../workflow/definition.ts';
import type { Configuration } from '../configuration.ts';

/**
 * Areas, workflows and steps in which tickets may stand do not go away by a change of settings: a ticket might move there at the
 * same moment. An area is closed to new tickets with `active: false`.
 */
export const removalProblems = (before: Configuration, after: Configuration): readonly Issue[] =>
  [...before.areas.values()].flatMap((area) => {
    const path = ['areas', area.id];
    const now = after.areas.get(area.id);
    if (now === undefined) {
      const message = `Area "${area.id}" cannot be removed: its tickets stay. Set "active" to false instead.`;
      return [{ path, code: 'cannot_remove', message }];
    }
    return [...area.workflows.values()].flatMap((workflow) =>
      workflowProblems(workflow, now.workflows.get(workflow.id), [...path, 'workflows', workflow.id]),
    );
  });

const workflowProblems = (
  before: WorkflowDefinition,
  after: WorkflowDefinition | undefined,
  path: readonly string[],
): readonly Issue[] =>
  before.steps
    .filter(({ id }) => !after?.steps.some((step) => step.id === id))
    .map(({ id }) => ({
      path: [...path, 'steps', id],
      code: 'cannot_remove',
      message: `Step "${id}" of workflow "${before.id}" cannot be removed: tickets may stand in it.`,
    }));
