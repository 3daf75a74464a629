import type { Place } from '../ticket/ticket-event.ts';
import type { WorkflowDefinition } from './definition.ts';

/** Code definitions are version 1 until `deploy` numbers them (#6). */
const codeVersion = 1;

/** A step with the names it has now, for the log; null when the workflow has no such step (any more). */
export const placeOf = (definition: WorkflowDefinition, stepId: string): Place | null => {
  const step = definition.steps.find((one) => one.id === stepId);
  return step === undefined
    ? null
    : {
        workflow: definition.id,
        workflowName: definition.name,
        workflowVersion: codeVersion,
        step: step.id,
        stepName: step.name,
        publicLabel: step.publicLabel ?? step.name,
        category: step.category,
      };
};
