import type { StepPlan } from '../compare/compare-options.ts';
import type { WorkflowDefinition } from '../definition.ts';

/** Where tickets of a step stand after a change, and why there; null: nowhere. */
export const stepAfter = (
  step: string,
  { steps }: WorkflowDefinition,
  plan: ReadonlyMap<string, string>,
): { readonly to: string; readonly by: 'same_id' | 'renamed' | 'plan' } | null => {
  const isThere = (id: string) => steps.some((one) => one.id === id);
  const planned = plan.get(step);
  if (planned !== undefined) return isThere(planned) ? { to: planned, by: 'plan' } : null;
  if (isThere(step)) return { to: step, by: 'same_id' };
  const renamed = steps.find(({ renamedFrom }) => renamedFrom?.includes(step));
  return renamed === undefined ? null : { to: renamed.id, by: 'renamed' };
};

/** Step before → step after, of every step that has a place. */
export const stepsAfter = (
  before: WorkflowDefinition,
  after: WorkflowDefinition,
  plan: StepPlan | undefined,
): Readonly<Record<string, string>> => {
  const planned = new Map(Object.entries(plan?.steps ?? {}));
  return Object.fromEntries(
    before.steps.flatMap(({ id }) => {
      const found = stepAfter(id, after, planned);
      return found === null ? [] : [[id, found.to] as const];
    }),
  );
};
