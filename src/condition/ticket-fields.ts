import type { FieldInput } from '../area/field.ts';
import type { FieldSpec } from './field-type.ts';

interface TicketFieldSpec extends FieldSpec {
  readonly type: 'id' | 'ids' | 'text' | 'instant' | 'number';
}

const id: TicketFieldSpec = { type: 'id', nullable: false };
const text: TicketFieldSpec = { type: 'text', nullable: false };
const instant: TicketFieldSpec = { type: 'instant', nullable: false };
const time: TicketFieldSpec = { type: 'number', nullable: false };

/** The fields that every ticket has. An empty text is nothing, so texts are never null. */
export const ticketFields = {
  area: id,
  origin: { ...id, options: ['manual', 'email', 'person', 'portal'] },
  workflow: id,
  /** A workflow has versions; this is the one that the ticket runs through. */
  workflowVersion: { type: 'number', nullable: false },
  step: id,
  category: { ...id, options: ['new', 'open', 'pending', 'closed'] },
  responsible: id,
  /** The user who made it; null when a requester or the desk itself did. */
  creator: { ...id, nullable: true },
  'requester.contact': { ...id, nullable: true },
  'requester.person': { ...id, nullable: true },
  project: { ...id, nullable: true },
  /** Groups, teams and access lists of the host; null when there are none. */
  audience: { type: 'ids', nullable: true },
  number: text,
  subject: text,
  description: text,
  'requester.name': text,
  'requester.email': text,
  createdAt: instant,
  updatedAt: instant,
  startedAt: { ...instant, nullable: true },
  closedAt: { ...instant, nullable: true },
  lastExternalAt: instant,
  'timeSpent.total': time,
  'timeSpent.internal': time,
  'timeSpent.external': time,
} as const satisfies Readonly<Record<string, TicketFieldSpec>>;

/** Those that a ticket gets only once it is there. */
const laterFields: ReadonlySet<string> = new Set<TicketField>([
  'workflow',
  'workflowVersion',
  'step',
  'category',
  'number',
  'createdAt',
  'updatedAt',
  'startedAt',
  'closedAt',
  'lastExternalAt',
  'timeSpent.total',
  'timeSpent.internal',
  'timeSpent.external',
]);

/** Is the field known while a ticket is made? */
export const isGiven = (field: string): boolean => !laterFields.has(field);

/** A field that every ticket has. */
export type TicketField = keyof typeof ticketFields;

export const isTicketField = (field: string): field is TicketField => Object.hasOwn(ticketFields, field);

/** The id of a custom field, or null: `fields.severity` is `severity`. */
export const customFieldOf = (field: string): string | null => (field.startsWith('fields.') ? field.slice(7) : null);

/** What a condition may name, each with what it may be: an id of a field may mean something else in another area. */
export type ConditionFields = ReadonlyMap<string, readonly FieldSpec[]>;

/** The fields of tickets in these areas. */
export const conditionFields = (
  areas: Iterable<{ readonly fields: Readonly<Record<string, FieldInput>> }>,
): ConditionFields => {
  const fields = new Map<string, readonly FieldSpec[]>(
    Object.entries(ticketFields).map(([name, spec]) => [name, [spec]]),
  );
  for (const area of areas) {
    for (const [key, field] of Object.entries(area.fields)) {
      const spec: FieldSpec = { type: field.type, nullable: true, ...('of' in field ? { options: field.of } : {}) };
      fields.set(`fields.${key}`, [...(fields.get(`fields.${key}`) ?? []), spec]);
    }
  }
  return fields;
};
