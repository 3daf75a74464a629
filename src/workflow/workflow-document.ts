import { z } from 'zod';
import type { Condition } from '../condition/condition.ts';
import { nameText, storedText } from '../ticket/stored-text.ts';
import { toTransition } from './define-workflow.ts';
import type { StepDefinition, TransitionDefinition, WorkflowDefinition } from './definition.ts';
import { durationPattern } from './duration.ts';
import { workflowLimits } from './workflow-limits.ts';

/** Whether it can be used, its own check says: it names every other problem beside it. */
const id = z.string();
const inputMode = z.enum(['none', 'optional', 'required']);

const responsible = z.strictObject({
  mode: inputMode,
  default: z.enum(['keep', 'actor', 'previous']).optional(),
  among: z.strictObject({ permission: nameText }).optional(),
});
/** What the host keeps with it; the desk hands it on. */
const meta = z.record(z.string(), z.unknown()).optional();
const entry = z.strictObject({ workflow: id, step: id.optional() });

/** A condition in JSON: its own check says more than a schema could. */
const conditionDocument = z.custom<Condition>((value) => typeof value === 'object' && value !== null, {
  error: 'Expected a condition.',
  params: { code: 'wrong_type' },
});

const timer = z.strictObject({ id, after: z.string().meta({ pattern: durationPattern }), transition: id });

/** A step as it stands in JSON. */
export const stepDocument = z.strictObject({
  id,
  name: nameText,
  category: z.enum(['new', 'open', 'pending', 'closed']),
  color: nameText.optional(),
  publicLabel: nameText.optional(),
  renamedFrom: z.array(id).max(20).optional(),
  description: storedText(2000).optional(),
  timers: z.array(timer).max(workflowLimits.timers).optional(),
  meta,
});

const transitionDocument = z.strictObject({
  id,
  name: nameText,
  from: z.union([z.literal('*'), z.array(id)], {
    error: 'Name the steps it starts from in a list, or "*".',
  }),
  to: z.union([id, entry, z.strictObject({ return: z.literal(true), fallback: entry.optional() })], {
    error: ({ input }) =>
      typeof input === 'object' && input !== null
        ? 'Name a step, { workflow, step? } for another workflow, or { return: true, fallback: { workflow, step? } }.'
        : undefined,
  }),
  permission: nameText,
  permissionFromClosed: nameText.optional(),
  condition: conditionDocument.optional(),
  message: nameText.optional(),
  comment: inputMode.optional(),
  responsible: z
    .union([inputMode, responsible], {
      error: 'Say none, optional or required, or { mode, default?, among?: { permission } }.',
    })
    .optional(),
  inform: z.boolean().optional(),
  requester: z.boolean().optional(),
  closesByDefault: z.boolean().optional(),
  whenForbidden: z.enum(['hide', 'disable']).optional(),
  whenBlocked: z.enum(['hide', 'disable']).optional(),
  description: storedText(2000).optional(),
  confirm: z.boolean().optional(),
  meta,
});

/** A workflow as it stands in JSON: lists, because their order is that of the buttons. */
export const workflowDocument = z.strictObject({
  /** Where an editor finds the JSON Schema. */
  $schema: z.string().max(2000).optional(),
  /** The form of the document: this is the first one. */
  schema: z.literal(1).optional(),
  id,
  name: nameText,
  description: storedText(2000).optional(),
  initial: id,
  steps: z.array(stepDocument).min(1).max(workflowLimits.steps),
  transitions: z.array(transitionDocument).max(workflowLimits.transitions),
});

/** A transition as it stands in JSON. What may be left out has the defaults of `defineWorkflow`. */
export type TransitionDocument = Pick<TransitionDefinition, 'id' | 'name' | 'to' | 'permission'> &
  Partial<Omit<TransitionDefinition, 'from'>> & { readonly from: readonly string[] | '*' };

/** A workflow as it stands in JSON. */
export interface WorkflowDocument {
  /** Where an editor finds the JSON Schema of the document. Default: nowhere; a desk does not look at it. */
  readonly $schema?: string;
  /** The form of the document. Default: 1, the only one there is. */
  readonly schema?: 1;
  readonly id: string;
  readonly name: string;
  readonly description?: string;
  readonly initial: string;
  readonly steps: readonly StepDefinition[];
  readonly transitions: readonly TransitionDocument[];
}

/** A workflow in JSON with every default filled in. */
export const readWorkflow = (document: z.output<typeof workflowDocument>): WorkflowDefinition => {
  const steps = document.steps as WorkflowDefinition['steps'];
  return {
    id: document.id,
    name: document.name,
    ...(document.description === undefined ? {} : { description: document.description }),
    initial: document.initial,
    steps,
    transitions: document.transitions.map(({ id: transition, ...input }) =>
      toTransition(transition, input as Parameters<typeof toTransition>[1], steps),
    ),
  };
};
