import { z } from 'zod';
import type { Condition } from '../condition/condition.ts';
import { nameText } from '../ticket/stored-text.ts';
import { toTransition } from './define-workflow.ts';
import type { WorkflowDefinition } from './definition.ts';

const id = z.string().max(63);
const inputMode = z.enum(['none', 'optional', 'required']);

const entry = z.strictObject({ workflow: id, step: id.optional() });

/** A condition in JSON: its own check says more than a schema could. */
export const conditionDocument = z.custom<Condition>((value) => typeof value === 'object' && value !== null);

/** A step as it stands in JSON. */
export const stepDocument = z.strictObject({
  id,
  name: nameText,
  category: z.enum(['new', 'open', 'pending', 'closed']),
  color: nameText.optional(),
  publicLabel: nameText.optional(),
});

const transitionDocument = z.strictObject({
  id,
  name: nameText,
  from: z.union([z.literal('*'), z.array(id).min(1).max(200)]),
  to: z.union([id, entry, z.strictObject({ return: z.literal(true), fallback: entry })], {
    error: 'Name a step, { workflow, step? } for another workflow, or { return: true, fallback: { workflow, step? } }.',
  }),
  permission: nameText,
  permissionFromClosed: nameText.optional(),
  condition: conditionDocument.optional(),
  message: nameText.optional(),
  comment: inputMode.optional(),
  responsible: inputMode.optional(),
  inform: z.boolean().optional(),
  requester: z.boolean().optional(),
  closesByDefault: z.boolean().optional(),
  whenForbidden: z.enum(['hide', 'disable']).optional(),
  whenBlocked: z.enum(['hide', 'disable']).optional(),
});

/** A workflow as it stands in JSON: lists, because their order is that of the buttons. */
export const workflowDocument = z.strictObject({
  id,
  name: nameText,
  initial: id,
  steps: z.array(stepDocument).min(1).max(200),
  transitions: z.array(transitionDocument).max(1000),
});

/** A workflow in JSON with every default filled in. */
export const readWorkflow = (document: z.output<typeof workflowDocument>): WorkflowDefinition => {
  const steps = document.steps as WorkflowDefinition['steps'];
  return {
    id: document.id,
    name: document.name,
    initial: document.initial,
    steps,
    transitions: document.transitions.map(({ id: transition, ...input }) =>
      toTransition(transition, input as Parameters<typeof toTransition>[1], steps),
    ),
  };
};
