import type { Timer } from '../../../src/actions/timer.ts';
import type { Delivery, Mail } from '../../../src/notifications/mail.ts';
import type { Question } from '../../../src/notifications/question.ts';
import type { Action } from '../../../src/ticket/action.ts';
import type { Document } from '../../../src/ticket/document.ts';
import type { SourceMail } from '../../../src/ticket/source-mail.ts';
import type { TicketEvent } from '../../../src/ticket/ticket-event.ts';
import type { TicketRow } from '../../../src/ticket/ticket-row.ts';
import type { TimedTransition } from '../../../src/workflow/timed-transition.ts';
import { movedEvent } from './moved-event.ts';

/** Text that drivers, encodings and quoting get wrong first. */
export const trickyText = `Ärger mit 'Anführung', "quotes", \\back\\slash, $1, %s, {braces}, ünïcödé ½ 漢字 🎫👩🏽‍🔧\n\tzweite Zeile`;

/** A moment of 2 January 2026, so many minutes after 03:04. */
export const at = (minutes: number, milliseconds = 678): string =>
  new Date(Date.UTC(2026, 0, 2, 3, 4 + minutes, 5, milliseconds)).toISOString();

/** Rows with a value in every field: what is null in one of them is set in a changed one. */
export const ticketRow = (id: string, more: Partial<TicketRow> = {}): TicketRow => ({
  id,
  number: `HD-${id}`,
  area: 'helpdesk',
  origin: 'email',
  workflow: 'incident',
  workflowVersion: 3,
  step: 'new',
  category: 'new',
  subject: trickyText,
  description: '',
  requester: { contact: 'acme', person: null, name: 'Zoë Müller', email: 'zoe@example.com', phone: '+49 30 1' },
  project: 'Neubau 7',
  responsible: 'ada',
  audience: ['Team Ärger', 'team-berlin'],
  creator: { contact: 'acme', person: 'zoe' },
  fields: { severity: 'high', urgent: false, amount: -12.5, tags: ['a', 'b'], nothing: null },
  version: 1,
  createdAt: at(0),
  updatedAt: at(0),
  startedAt: null,
  closedAt: null,
  closedBy: null,
  reopenedAt: null,
  reopenedBy: null,
  lastExternalAt: at(0),
  internalTime: 0,
  externalTime: 0,
  mailCount: 0,
  draftCount: 0,
  documentCount: 0,
  ...more,
});

/** The ticket after one more event, with every field that may change changed. */
export const changedTicket = (before: TicketRow): TicketRow => ({
  ...before,
  workflow: 'request',
  workflowVersion: before.workflowVersion + 1,
  step: 'closed',
  category: 'closed',
  subject: `${before.subject} changed`,
  description: trickyText,
  requester: { contact: null, person: 'bob', name: '', email: '', phone: '' },
  project: null,
  responsible: 'grace',
  audience: [],
  fields: {},
  version: before.version + 1,
  updatedAt: at(7),
  startedAt: at(5),
  closedAt: at(7),
  closedBy: { system: 'timer' },
  reopenedAt: at(6),
  reopenedBy: { user: 'grace' },
  lastExternalAt: at(7, 0),
  internalTime: 25,
  externalTime: 150,
  mailCount: 2,
  draftCount: 1,
  documentCount: 3,
});

export const eventRow = (ticket: string, seq: number): TicketEvent => ({
  ...movedEvent(seq),
  ticket,
  seq,
  v: 1,
  at: at(seq),
  actor: seq % 2 === 0 ? { user: 'ada' } : { contact: 'acme', person: 'zoe' },
});

export const actionRow = (id: string, ticket: string, more: Partial<Action> = {}): Action => ({
  id,
  ticket,
  seq: 1,
  visibility: 'internal',
  author: { user: 'ada' },
  concerns: ['grace', 'bob'],
  occurredAt: at(1, 1),
  createdAt: at(2, 20),
  timeSpent: 75,
  shortDescription: 'Note',
  shortDescriptionDerived: true,
  description: trickyText,
  ...more,
});

export const mailRow = (id: string, ticket: string, more: Partial<Mail> = {}): Mail => ({
  id,
  ticket,
  kind: 'closing',
  state: 'draft',
  owner: 'ada',
  to: [{ name: 'Zoë "Z" Müller', address: 'zoe@example.com' }],
  cc: [],
  subject: '[HD-1] Fertig ✓',
  text: trickyText,
  language: 'de',
  automatic: false,
  messageId: null,
  inReplyTo: '<first@example.com>',
  references: ['<first@example.com>', '<second@example.com>'],
  suggestedRecipients: [{ name: '', address: 'reply@example.com' }],
  sourceAutomatic: true,
  ticketVersion: 7,
  version: 1,
  createdBy: { user: 'ada' },
  createdAt: at(3),
  writtenAt: at(3, 9),
  leasedUntil: null,
  queuedAt: null,
  ...more,
});

export const changedMail = (before: Mail): Mail => ({
  ...before,
  state: 'queued',
  owner: null,
  cc: [{ name: 'Bob', address: 'bob@example.com' }],
  subject: 'changed',
  text: '',
  automatic: true,
  messageId: '<out@example.com>',
  inReplyTo: null,
  references: [],
  suggestedRecipients: [],
  ticketVersion: before.ticketVersion + 2,
  version: before.version + 1,
  writtenAt: at(4, 10),
  leasedUntil: at(6),
  queuedAt: at(4),
});

export const deliveryRow = (id: string, mail: string, ticket: string, more: Partial<Delivery> = {}): Delivery => ({
  id,
  mail,
  ticket,
  recipient: { name: 'Zoë', address: 'zoe@example.com' },
  state: 'queued',
  attempts: 0,
  notBefore: at(5),
  leasedUntil: null,
  sentAt: null,
  reason: null,
  version: 1,
  ...more,
});

export const timerRow = (id: string, ticket: string, more: Partial<Timer> = {}): Timer => ({
  id,
  ticket,
  user: 'ada',
  action: null,
  visibility: 'internal',
  state: 'running',
  startedAt: at(0),
  ran: 72_000_000_017,
  countedAt: at(1),
  booked: 2,
  handed: 0,
  runsUntil: at(720),
  dueAt: at(2, 1),
  leasedUntil: null,
  version: 1,
  ...more,
});

export const changedTimer = (before: Timer, more: Partial<Timer> = {}): Timer => ({
  ...before,
  action: 'a1',
  visibility: 'external',
  state: 'paused',
  ran: 1,
  countedAt: at(3),
  booked: 5,
  handed: 4,
  runsUntil: at(800),
  dueAt: at(4),
  leasedUntil: null,
  version: before.version + 1,
  ...more,
});

export const timedTransitionRow = (
  id: string,
  ticket: string,
  more: Partial<TimedTransition> = {},
): TimedTransition => ({
  id,
  ticket,
  timer: 'autoClose',
  stay: 1,
  dueAt: at(2, 1),
  state: 'waiting',
  tryAt: at(2, 1),
  attempts: 0,
  refusal: null,
  leasedUntil: null,
  version: 1,
  ...more,
});

export const changedTimedTransition = (
  before: TimedTransition,
  more: Partial<TimedTransition> = {},
): TimedTransition => ({
  ...before,
  tryAt: at(9, 0),
  attempts: 3,
  refusal: {
    code: 'transition_unavailable',
    message: trickyText,
    issues: [{ path: ['fields', 'amount', 0], code: 'condition', message: 'Not yet.', params: { least: 5 } }],
  },
  leasedUntil: null,
  version: before.version + 1,
  ...more,
});

export const sourceRow = (id: string, ticket: string, more: Partial<SourceMail> = {}): SourceMail => ({
  id,
  ticket,
  ref: { mailbox: 'support', folder: 'INBOX/Ämter', uidValidity: '4294967295', uid: `uid-${id}` },
  messageId: `<${id}@example.com>`,
  contentHash: 'b94d27b9934d3e08',
  from: 'zoe@example.com',
  subject: trickyText,
  storedAt: at(0),
  removal: 'pending',
  removalNotBefore: at(1),
  removalAttempts: 0,
  leasedUntil: null,
  version: 1,
  ...more,
});

export const questionRow = (id: string, ticket: string, more: Partial<Question> = {}): Question => ({
  id,
  ticket,
  kind: 'hand_over',
  asker: 'ada',
  previous: 'ada',
  candidates: [
    { user: 'grace', relation: 'new', preselected: true },
    { user: 'Zoë "Z"', relation: 'previous', preselected: false },
  ],
  state: 'open',
  askedAt: at(1),
  expiresAt: at(60),
  version: 1,
  ...more,
});

export const documentRow = (id: string, ticket: string, more: Partial<Document> = {}): Document => ({
  id,
  ticket,
  folder: 'Verträge/2026',
  name: `Plan "A", 100 %'s ${id}.pdf`,
  size: 26_214_400_000,
  mediaType: 'application/pdf',
  sha256: 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad',
  blob: `blob-${id}`,
  addedBy: { contact: 'acme', person: 'zoe' },
  addedAt: at(4),
  source: null,
  ...more,
});
