import type { TicketField } from '../../src/condition/ticket-fields.ts';

/** What a field is compared by in a row of `ticket`: folded where the field is a text. */
const columns: Readonly<Record<TicketField, string>> = {
  area: 'ticket.area',
  origin: 'ticket.origin',
  workflow: 'ticket.workflow',
  workflowVersion: 'ticket.workflow_version',
  step: 'ticket.step',
  category: 'ticket.category',
  responsible: 'ticket.responsible',
  creator: 'ticket.creator_user',
  'requester.contact': 'ticket.requester_contact',
  'requester.person': 'ticket.requester_person',
  project: 'ticket.project',
  audience: 'ticket.audience',
  number: 'ticket.folded_number',
  subject: 'ticket.folded_subject',
  description: 'ticket.folded_description',
  'requester.name': 'ticket.folded_requester_name',
  'requester.email': 'ticket.folded_requester_email',
  createdAt: 'ticket.created_at',
  updatedAt: 'ticket.updated_at',
  startedAt: 'ticket.started_at',
  closedAt: 'ticket.closed_at',
  lastExternalAt: 'ticket.last_external_at',
  'timeSpent.total': '(ticket.internal_time + ticket.external_time)',
  'timeSpent.internal': 'ticket.internal_time',
  'timeSpent.external': 'ticket.external_time',
};

const nullable: ReadonlySet<string> = new Set([
  'creator',
  'requester.contact',
  'requester.person',
  'project',
  'startedAt',
  'closedAt',
]);

/** Is there a column that always has a value? */
export const isNeverNull = (field: string): boolean => Object.hasOwn(columns, field) && !nullable.has(field);

/** A field that does not exist is null. */
export const ticketColumn = (field: string): string =>
  Object.hasOwn(columns, field) ? columns[field as TicketField] : 'null';
