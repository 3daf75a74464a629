import { RefusedError } from '../refusal/refused-error.ts';
import { readDefinition } from './check/read-definition.ts';
import type { WorkflowDefinition } from './definition.ts';
import type { Workflow } from './workflow.ts';
import type { WorkflowDocument } from './workflow-document.ts';

/**
 * The stored form of a workflow of code, or of one in JSON with every default filled in: what drawings take.
 *
 * @throws RefusedError `invalid_input` where the document has another form.
 */
export const workflowDefinition = (workflow: Workflow | WorkflowDocument): WorkflowDefinition => {
  const read = readDefinition(workflow);
  if (read.ok) return read.value;
  throw new RefusedError(read.refusal);
};
