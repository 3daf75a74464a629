import type { TextBlock } from '../../src/actions/text-block.ts';
import type { Timer } from '../../src/actions/timer.ts';
import type { Delivery, Mail } from '../../src/notifications/mail.ts';
import type { Question } from '../../src/notifications/question.ts';
import type { KnownPerson } from '../../src/persons/known-person.ts';
import type { Opening } from '../../src/ports/opening.ts';
import type { SettingsRevision } from '../../src/ports/settings-revision.ts';
import type { StoredResult } from '../../src/ports/stored-result.ts';
import { foldText } from '../../src/text/fold-text.ts';
import type { Action } from '../../src/ticket/action.ts';
import type { ActivityLink, ActivityRef } from '../../src/ticket/activity-link.ts';
import type { Document } from '../../src/ticket/document.ts';
import type { MailRef, SourceMail } from '../../src/ticket/source-mail.ts';
import type { TicketEvent } from '../../src/ticket/ticket-event.ts';
import type { TicketRow } from '../../src/ticket/ticket-row.ts';
import type { TimedTransition } from '../../src/workflow/timed-transition.ts';
import { type Counters, createCounters } from './counters.ts';
import type { Journal } from './journal.ts';
import { createTable, type Table } from './table.ts';

/** Everything one tenant keeps. */
export interface Space {
  readonly tickets: Table<TicketRow, 'number'>;
  readonly events: Table<TicketEvent, 'ticket'>;
  /** The place of each event among all, from 1; it stays taken when the event is gone. */
  readonly feed: Table<{ readonly position: number; readonly event: string }>;
  /** Numbers of deleted tickets, folded. */
  readonly deletedNumbers: Table<{ readonly number: string }>;
  readonly actions: Table<Action, 'ticket'>;
  readonly mails: Table<Mail, 'ticket' | 'work'>;
  readonly deliveries: Table<Delivery, 'mail' | 'work'>;
  readonly sources: Table<SourceMail, 'ticket' | 'ref' | 'messageId' | 'work'>;
  readonly questions: Table<Question, 'ticket' | 'asker'>;
  readonly timers: Table<Timer, 'ticket' | 'user' | 'work'>;
  readonly timedTransitions: Table<TimedTransition, 'ticket' | 'work'>;
  readonly raws: Table<{ readonly source: string; readonly raw: Uint8Array }>;
  /** By owner, as long as they are not removed. */
  readonly textBlocks: Table<TextBlock, 'owner'>;
  readonly activityLinks: Table<ActivityLink, 'ticket'>;
  readonly documents: Table<Document, 'ticket' | 'blob'>;
  readonly results: Table<StoredResult>;
  readonly openings: Table<Opening, 'ref'>;
  /** By person. */
  readonly erasures: Table<KnownPerson>;
  /** By revision; all of one group, so that they are found together. */
  readonly settings: Table<SettingsRevision, 'all'>;
  readonly counters: Counters;
}

export const createSpace = (journal: Journal): Space => ({
  tickets: createTable(journal, (row) => row.id, { number: (row) => foldText(row.number) }),
  events: createTable<TicketEvent, 'ticket'>(journal, eventKey, { ticket: (row) => row.ticket }),
  feed: createTable(journal, ({ position }) => String(position), {}),
  deletedNumbers: createTable(journal, ({ number }) => number, {}),
  actions: createTable(journal, (row) => row.id, { ticket: (row) => row.ticket }),
  mails: createTable(journal, (row) => row.id, {
    ticket: (row) => row.ticket,
    work: (row) => (row.state === 'draft' ? 'open' : null),
  }),
  deliveries: createTable(journal, (row) => row.id, {
    mail: (row) => row.mail,
    work: (row) => (row.state === 'queued' || row.state === 'sending' ? 'open' : null),
  }),
  sources: createTable(journal, (row) => row.id, {
    ticket: (row) => row.ticket,
    ref: (row) => refKey(row.ref),
    messageId: (row) => row.messageId,
    work: (row) => (row.removal === 'pending' ? 'open' : null),
  }),
  questions: createTable(journal, (row) => row.id, { ticket: (row) => row.ticket, asker: (row) => row.asker }),
  timers: createTable(journal, (row) => row.id, {
    ticket: (row) => row.ticket,
    user: (row) => (row.state === 'stopped' ? null : row.user),
    work: (row) => (row.state === 'running' ? 'open' : null),
  }),
  timedTransitions: createTable(journal, (row) => row.id, {
    ticket: (row) => row.ticket,
    work: (row) => (row.state === 'waiting' ? 'open' : null),
  }),
  raws: createTable(journal, (row) => row.source, {}),
  textBlocks: createTable(journal, (row) => row.id, { owner: (row) => (row.removed ? null : ownerKey(row.owner)) }),
  activityLinks: createTable<ActivityLink, 'ticket'>(journal, activityKey, { ticket: (row) => row.ticket }),
  documents: createTable(journal, (row) => row.id, { ticket: (row) => row.ticket, blob: (row) => row.blob }),
  results: createTable<StoredResult>(journal, onceKey, {}),
  openings: createTable(journal, (row) => `${refKey(row.ref)} ${row.user}`, { ref: (row) => refKey(row.ref) }),
  erasures: createTable(journal, ({ person }) => person, {}),
  settings: createTable(journal, ({ revision }) => String(revision), { all: () => '' }),
  counters: createCounters(journal),
});

export const eventKey = ({ ticket, seq }: { readonly ticket: string; readonly seq: number }): string =>
  `${seq} ${ticket}`;

export const refKey = ({ mailbox, folder, uidValidity, uid }: MailRef): string =>
  JSON.stringify([mailbox, folder, uidValidity, uid]);

export const activityKey = ({ type, id }: ActivityRef): string => `${type} ${id}`;

export const onceKey = ({ actor, key }: { readonly actor: string; readonly key: string }): string =>
  JSON.stringify([actor, key]);

/** Nobody in particular is an owner too. */
export const ownerKey = (owner: string | null): string => (owner === null ? '' : `=${owner}`);
