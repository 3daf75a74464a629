import { z } from 'zod';
import { bulkBodies } from './bulk-bodies.ts';
import {
  actionDraft,
  actionFields,
  anything,
  emptied,
  ids,
  instant,
  origin,
  text,
  ticketFields,
  visibility,
} from './parts.ts';
import { workflowBodies } from './workflow-bodies.ts';

const taking = z.strictObject({ comment: text, responsible: text });
const targets = { contacts: ids, project: emptied };
const address = z.strictObject({ address: z.string(), name: text });

/** What the bodies of agents' operations hold; the desk itself refuses what does not fit, with more to say. */
export const agentBodies = {
  'tickets.prepare': z.strictObject({ area: text, from: origin.optional() }),
  'tickets.create': z.strictObject({
    area: text,
    workflow: text,
    ...ticketFields,
    responsible: text,
    from: origin.optional(),
  }),
  'tickets.update': z.strictObject({ ...ticketFields, responsible: text, inform: ids }),
  'tickets.delete': z.strictObject({ confirmed: z.literal(true) }),
  'tickets.transition': taking,
  'tickets.setStatus': taking,
  'tickets.close': taking,
  'tickets.switchWorkflow': z.strictObject({ workflow: z.string() }),
  'actions.add': z.strictObject({ ...actionFields, thenInterimDraft: z.boolean().optional() }),
  'actions.edit': z.strictObject({
    ...actionDraft,
    visibility: visibility.optional(),
    description: emptied,
    shortDescription: emptied,
  }),
  'activities.create': z.strictObject({
    type: z.enum(['appointment', 'task', 'call', 'note']),
    subject: z.string(),
    description: text,
    at: instant,
    until: instant,
    details: z.record(z.string(), anything).optional(),
    ...targets,
  }),
  'activities.link': z.strictObject(targets),
  'documents.move': z.strictObject({ folder: z.string() }),
  'timers.start': z.strictObject({ action: text, visibility: visibility.optional() }),
  'timers.stop': z.strictObject({ ...actionDraft, visibility: visibility.optional() }),
  'outbox.update': z.strictObject({
    to: z.array(address).optional(),
    cc: z.array(address).optional(),
    subject: text,
    text,
  }),
  'questions.answer': z.strictObject({ inform: z.array(z.string()) }),
  'textBlocks.save': z.strictObject({
    id: text,
    name: text,
    text,
    scope: z.enum(['global', 'personal']).optional(),
    permission: emptied,
  }),
  'settings.update': z.strictObject({ areas: z.record(z.string(), anything).nullish() }),
  'persons.export': z.strictObject({ addresses: ids, contact: text }),
  'persons.erase': z.strictObject({
    addresses: ids,
    confirmed: z.boolean().optional(),
    content: z.enum(['keep', 'remove']).optional(),
  }),
  ...bulkBodies,
  ...workflowBodies,
} satisfies Readonly<Record<string, z.ZodObject>>;

/** What the bodies of requesters' operations hold. */
export const portalBodies = {
  create: z.strictObject({
    area: text,
    subject: z.string(),
    description: z.string(),
    name: z.string(),
    email: z.string(),
    phone: text,
    fields: ticketFields.fields,
  }),
  reply: z.strictObject({ text: z.string() }),
} satisfies Readonly<Record<string, z.ZodObject>>;
