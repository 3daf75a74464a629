import { z } from 'zod';
import { anything, text } from './parts.ts';

const workflow = z.record(z.string(), anything);
const plan = z.strictObject({ steps: z.record(z.string(), z.string()), reason: text }).optional();

/** What becomes of workflows. */
export const workflowBodies = {
  'workflows.whatIf': z.strictObject({
    area: z.string(),
    workflow,
    plan,
    roles: z.record(z.string(), z.array(z.string())).optional(),
  }),
  'workflows.saveDraft': z.strictObject({ area: z.string(), workflow }),
  'workflows.publish': z.strictObject({ definition: workflow.optional(), plan }),
  'workflows.migrate': z.strictObject({ closed: z.boolean().optional() }),
} as const;
