import type { TextBlock } from '../../src/actions/text-block.ts';
import type { Timer } from '../../src/actions/timer.ts';
import type { Delivery, Mail } from '../../src/notifications/mail.ts';
import type { Question } from '../../src/notifications/question.ts';
import type { Batch } from '../../src/ports/batch.ts';
import type { KeptActivity } from '../../src/ports/kept-activity.ts';
import type { Opening } from '../../src/ports/opening.ts';
import type { SettingsRevision } from '../../src/ports/settings-revision.ts';
import type { StoredResult } from '../../src/ports/stored-result.ts';
import type { Action } from '../../src/ticket/action.ts';
import type { ActivityLink } from '../../src/ticket/activity-link.ts';
import type { Document } from '../../src/ticket/document.ts';
import type { SourceMail } from '../../src/ticket/source-mail.ts';
import type { TicketEvent } from '../../src/ticket/ticket-event.ts';
import type { TicketIndex } from '../../src/ticket/ticket-index.ts';
import type { TicketRow } from '../../src/ticket/ticket-row.ts';
import type { TimedTransition } from '../../src/workflow/timed-transition.ts';
import type { Columns } from './columns.ts';

export const ticketColumns: Columns<TicketRow> = {
  id: 'text',
  number: 'text',
  area: 'text',
  origin: 'text',
  workflow: 'text',
  workflowVersion: 'integer',
  step: 'text',
  category: 'text',
  subject: 'text',
  description: 'text',
  requester: 'json',
  project: 'text',
  responsible: 'text',
  audience: 'json',
  creator: 'json',
  fields: 'json',
  version: 'integer',
  createdAt: 'instant',
  updatedAt: 'instant',
  startedAt: 'instant',
  closedAt: 'instant',
  closedBy: 'json',
  reopenedAt: 'instant',
  reopenedBy: 'json',
  lastExternalAt: 'instant',
  internalTime: 'integer',
  externalTime: 'integer',
  mailCount: 'integer',
  draftCount: 'integer',
  documentCount: 'integer',
};

/** What is written with a ticket and never read back. */
export const ticketIndexColumns: Columns<TicketIndex> = {
  foldedNumber: 'text',
  foldedSubject: 'text',
  foldedDescription: 'text',
  creatorUser: 'text',
  requesterContact: 'text',
  requesterPerson: 'text',
  foldedRequesterName: 'text',
  foldedRequesterEmail: 'text',
  fieldKeys: 'json',
};

export const eventColumns: Columns<TicketEvent> = {
  ticket: 'text',
  seq: 'integer',
  type: 'text',
  v: 'integer',
  at: 'instant',
  actor: 'json',
  data: 'json',
};

export const actionColumns: Columns<Action> = {
  id: 'text',
  ticket: 'text',
  seq: 'integer',
  visibility: 'text',
  author: 'json',
  concerns: 'json',
  occurredAt: 'instant',
  createdAt: 'instant',
  timeSpent: 'integer',
  shortDescription: 'text',
  shortDescriptionDerived: 'boolean',
  description: 'text',
};

export const removedActionColumns: Columns<Pick<Action, 'id' | 'ticket'>> = {
  id: 'text',
  ticket: 'text',
};

export const mailColumns: Columns<Mail> = {
  id: 'text',
  ticket: 'text',
  kind: 'text',
  state: 'text',
  owner: 'text',
  to: 'json',
  cc: 'json',
  subject: 'text',
  text: 'text',
  language: 'text',
  automatic: 'boolean',
  messageId: 'text',
  inReplyTo: 'text',
  references: 'json',
  suggestedRecipients: 'json',
  sourceAutomatic: 'boolean',
  ticketVersion: 'integer',
  version: 'integer',
  createdBy: 'json',
  createdAt: 'instant',
  writtenAt: 'instant',
  leasedUntil: 'instant',
  queuedAt: 'instant',
};

export const deliveryColumns: Columns<Delivery> = {
  id: 'text',
  mail: 'text',
  ticket: 'text',
  recipient: 'json',
  state: 'text',
  attempts: 'integer',
  notBefore: 'instant',
  leasedUntil: 'instant',
  sentAt: 'instant',
  reason: 'text',
  version: 'integer',
};

export const sourceColumns: Columns<SourceMail> = {
  id: 'text',
  ticket: 'text',
  ref: 'json',
  messageId: 'text',
  contentHash: 'text',
  from: 'text',
  subject: 'text',
  storedAt: 'instant',
  removal: 'text',
  removalNotBefore: 'instant',
  removalAttempts: 'integer',
  leasedUntil: 'instant',
  version: 'integer',
};

export const textBlockColumns: Columns<TextBlock> = {
  id: 'text',
  owner: 'text',
  name: 'text',
  text: 'text',
  permission: 'text',
  version: 'integer',
  changedBy: 'json',
  changedAt: 'instant',
  removed: 'boolean',
};

export const activityLinkColumns: Columns<ActivityLink> = {
  type: 'text',
  id: 'text',
  ticket: 'text',
  contacts: 'json',
  project: 'text',
  linkedBy: 'json',
  linkedAt: 'instant',
};

export const keptActivityColumns: Columns<KeptActivity> = {
  type: 'text',
  id: 'text',
  subject: 'text',
  description: 'text',
  at: 'instant',
  until: 'instant',
  details: 'json',
  user: 'text',
};

export const documentColumns: Columns<Document> = {
  id: 'text',
  ticket: 'text',
  folder: 'text',
  name: 'text',
  size: 'bigint',
  mediaType: 'text',
  sha256: 'text',
  blob: 'text',
  addedBy: 'json',
  addedAt: 'instant',
  source: 'text',
};

export const timerColumns: Columns<Timer> = {
  id: 'text',
  ticket: 'text',
  user: 'text',
  action: 'text',
  visibility: 'text',
  state: 'text',
  startedAt: 'instant',
  ran: 'bigint',
  countedAt: 'instant',
  booked: 'integer',
  handed: 'integer',
  runsUntil: 'instant',
  dueAt: 'instant',
  leasedUntil: 'instant',
  version: 'integer',
};

export const timedTransitionColumns: Columns<TimedTransition> = {
  id: 'text',
  ticket: 'text',
  timer: 'text',
  stay: 'integer',
  dueAt: 'instant',
  state: 'text',
  tryAt: 'instant',
  attempts: 'integer',
  refusal: 'json',
  leasedUntil: 'instant',
  version: 'integer',
};

export const onceColumns: Columns<StoredResult> = {
  actor: 'text',
  key: 'text',
  request: 'text',
  result: 'json',
};

export const counterColumns: Columns<NonNullable<Batch['counter']>> = {
  series: 'text',
  value: 'bigint',
};

export const openingColumns: Columns<Opening> = {
  ref: 'json',
  user: 'text',
  at: 'instant',
};

/** With the part of actors' keys that stands for the person. */
export const erasureColumns: Columns<NonNullable<Batch['erasure']> & { readonly key: string }> = {
  person: 'text',
  known: 'json',
  key: 'text',
};

export const settingsColumns: Columns<SettingsRevision> = {
  revision: 'integer',
  document: 'text',
  at: 'instant',
  actor: 'json',
};

export const questionColumns: Columns<Question> = {
  id: 'text',
  ticket: 'text',
  kind: 'text',
  asker: 'text',
  previous: 'text',
  candidates: 'json',
  state: 'text',
  askedAt: 'instant',
  expiresAt: 'instant',
  version: 'integer',
};
