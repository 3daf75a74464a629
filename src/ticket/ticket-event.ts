import { z } from 'zod';
import { linkedActivityTypes } from './activity-link.ts';
import type { Actor } from './actor.ts';
import type { Instant } from './instant.ts';

const text = z.string();
const count = z.int().nonnegative();
const fieldValue = z.union([text, z.number(), z.boolean(), z.array(text).readonly(), z.null()]);
const requester = z.strictObject({
  contact: text.nullable(),
  person: text.nullable(),
  name: text,
  email: text,
  phone: text,
});
const category = z.enum(['new', 'open', 'pending', 'closed']);
const actor = z.union([
  z.strictObject({ user: text }),
  z.strictObject({ contact: text, person: text.exactOptional() }),
  z.strictObject({ system: text }),
]);

/** A step with the names it had when it was logged, so that renaming does not rewrite history. */
const place = z.strictObject({
  workflow: text,
  workflowName: text,
  workflowVersion: count,
  step: text,
  stepName: text,
  /** What a requester read instead of the name. */
  publicLabel: text,
  category,
});

const visibility = z.enum(['internal', 'external']);
const action = z.strictObject({
  id: text,
  visibility,
  author: actor,
  concerns: z.array(text).readonly(),
  occurredAt: text,
  createdAt: text,
  timeSpent: count,
  shortDescription: text,
  shortDescriptionDerived: z.boolean(),
  description: text,
});

const activity = z.strictObject({ type: z.enum(linkedActivityTypes), id: text });
const document = z.strictObject({
  id: text,
  folder: text,
  name: text,
  size: count,
  mediaType: text,
  sha256: text,
  blob: text,
  addedBy: actor,
  addedAt: text,
  source: text.nullable(),
});
/** Where a document lay, and whether a requester could see it there then. */
const documentPlace = z.strictObject({ folder: text, name: text, shared: z.boolean() });

const between = <T extends z.ZodType>(of: T) => z.strictObject({ from: of, to: of });
const change = <T extends z.ZodType>(of: T) => between(of).exactOptional();
const via = z.enum(['single', 'bulk', 'system']);
const mailFacts = z.strictObject({ mail: text, kind: text, to: z.array(text).readonly(), subject: text });

/** Every event's payload: what is stored is what listeners get. A new shape is a new version beside the old one. */
export const eventSchemas = {
  'ticket.created': z.strictObject({
    number: text,
    area: text,
    origin: z.enum(['manual', 'email', 'person', 'portal']),
    place,
    chosenBy: z.strictObject({ by: z.enum(['user', 'rule', 'default']), rule: text.nullable() }),
    subject: text,
    description: text,
    requester,
    project: text.nullable(),
    responsible: text,
    audience: z.array(text).readonly(),
    fields: z.record(text, fieldValue),
  }),
  'ticket.edited': z.strictObject({
    subject: change(text),
    description: change(text),
    requester: change(requester),
    project: change(text.nullable()),
    fields: change(z.record(text, fieldValue)),
    /** Those of the changed fields that the portal could read then. */
    shownFields: z.array(text).readonly().exactOptional(),
    audience: change(z.array(text).readonly()),
  }),
  'ticket.responsible_changed': z.strictObject({ from: text, to: text }),
  'ticket.moved': z.strictObject({
    transition: text,
    transitionName: text,
    from: place,
    to: place,
    comment: text.nullable(),
    responsible: change(text),
    via,
  }),
  'ticket.closed': z.strictObject({}),
  'ticket.reopened': z.strictObject({}),
  'ticket.workflow_switched': z.strictObject({ from: place, to: place }),
  /** The ticket runs through another version of its workflow from now on. */
  'ticket.migrated': z.strictObject({
    from: z.strictObject({ workflowVersion: count, step: text }),
    to: place,
    reason: text.nullable(),
  }),
  /** All that stays of a ticket: its number, and how much went with it. */
  'ticket.deleted': z.strictObject({ number: text, area: text, mails: count, documents: count, actions: count, via }),
  'action.added': z.strictObject({ action }),
  'document.added': z.strictObject({ document, shared: z.boolean() }),
  'document.moved': z.strictObject({ document: text, from: documentPlace, to: documentPlace }),
  'document.removed': z.strictObject({ document: text, from: documentPlace }),
  'action.edited': z.strictObject({
    action: text,
    /** This and the next one stand here changed or not: the sums of the ticket are folded from them. */
    visibility: between(visibility),
    timeSpent: between(count),
    occurredAt: change(text),
    concerns: change(z.array(text).readonly()),
    shortDescription: change(text),
    shortDescriptionDerived: change(z.boolean()),
    description: change(text),
  }),
  'action.published': z.strictObject({ action: text, timeSpent: count }),
  'action.removed': z.strictObject({ action: text, visibility, timeSpent: count }),
  'action.time_booked': z.strictObject({ action: text, visibility, timeSpent: count, user: text }),
  'timer.paused': z.strictObject({ timer: text, user: text, timeSpent: count }),
  'mail.attached': z.strictObject({
    source: text,
    mailbox: text,
    messageId: text.nullable(),
    from: text,
    subject: text,
  }),
  'mail.drafted': mailFacts,
  'mail.queued': mailFacts.extend({ drafted: z.boolean() }),
  'mail.discarded': mailFacts.extend({ drafted: z.boolean() }),
  'mail.sent': mailFacts.extend({ delivery: text, messageId: text, first: z.boolean() }),
  'mail.failed': mailFacts.extend({ delivery: text, reason: text }),
  /** Said anew of an activity that is at the ticket already: what is said now replaces what was. */
  'activity.linked': activity.extend({ contacts: z.array(text).readonly(), project: text.nullable() }),
  'activity.unlinked': activity,
  /** Somebody was erased: what this ticket said of him before this event is not there any more. It does not say who he was. */
  'person.erased': z.strictObject({
    /** What became of his own words and files. */
    content: z.enum(['keep', 'remove']),
    /** Something changed that a requester may see. */
    shown: z.boolean(),
  }),
  'notification.undeliverable': z.strictObject({
    kind: text,
    user: text,
    reason: z.enum(['no_address', 'inactive', 'unknown']),
  }),
} as const;

/** The names of all events. */
export type EventType = keyof typeof eventSchemas;
export type EventData<T extends EventType> = z.output<(typeof eventSchemas)[T]>;
export type Place = z.output<typeof place>;
export type ActionFacts = z.output<typeof action>;
export type DocumentFacts = z.output<typeof document>;

/** What a decision says has happened; the engine adds who, when and which version. */
export type NewEvent = { readonly [T in EventType]: { readonly type: T; readonly data: EventData<T> } }[EventType];

/** An event as it is stored and emitted. */
export type TicketEvent = NewEvent & {
  readonly ticket: string;
  /** The version of the ticket that this event made; 1 is the first. */
  readonly seq: number;
  /** Version of the payload's shape. */
  readonly v: 1;
  readonly at: Instant;
  readonly actor: Actor;
};
