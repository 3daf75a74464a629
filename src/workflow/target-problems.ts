import type { Issue } from '../refusal/refusal.ts';
import type { ReturnTarget, WorkflowDefinition, WorkflowEntry } from './definition.ts';
import { leadsBack } from './target-place.ts';

type Path = readonly (string | number)[];

/** What is wrong with a way into another workflow of the area, or with where a way back leads when there is nothing to go back to. */
export const targetProblems = (
  workflow: WorkflowDefinition,
  to: WorkflowEntry | ReturnTarget,
  workflows: ReadonlyMap<string, WorkflowDefinition>,
  path: Path,
): readonly Issue[] => {
  const [entry, at] = leadsBack(to) ? [to.fallback, [...path, 'fallback']] : [to, path];
  if (entry == null) return [problem(at, 'required', 'Name the step or the workflow to which it leads.')];
  const other = workflows.get(entry.workflow);
  if (other === undefined) {
    const message = `The area has no workflow "${entry.workflow}".`;
    const params = { options: [...workflows.keys()].filter((id) => id !== workflow.id) };
    return [{ ...problem([...at, 'workflow'], 'unknown_workflow', message), params }];
  }
  if (other.id === workflow.id) {
    return [
      problem(
        [...at, 'workflow'],
        'same_workflow',
        `"${other.id}" is the transition's own workflow; name a step of it instead.`,
      ),
    ];
  }
  return entry.step === undefined || other.steps.some(({ id }) => id === entry.step)
    ? []
    : [
        problem(
          [...at, 'step'],
          'unknown_step',
          `There is no step "${entry.step}" in workflow "${other.id}"; leave it out for the first one.`,
        ),
      ];
};

const problem = (path: Path, code: string, message: string): Issue => ({ path, code, message });
