import type { ResolvedArea } from '../area/resolved-area.ts';
import type { Place } from '../ticket/ticket-event.ts';

/** Where places are looked up. */
export type Workflows = Pick<ResolvedArea, 'workflows' | 'workflowVersions'>;

/** A step with the names it has now, for the log, or the first one; null when there is no such workflow or step (any more). */
export const placeOf = (
  { workflows, workflowVersions }: Workflows,
  workflow: string,
  stepId: string | undefined,
): Place | null => {
  const definition = workflows.get(workflow);
  const step = definition?.steps.find((one) => one.id === (stepId ?? definition.initial));
  return definition === undefined || step === undefined
    ? null
    : {
        workflow: definition.id,
        workflowName: definition.name,
        workflowVersion: workflowVersions.get(workflow) ?? 1,
        step: step.id,
        stepName: step.name,
        publicLabel: step.publicLabel ?? step.name,
        category: step.category,
      };
};
