import type { Actor } from '../ticket/actor.ts';
import type { Instant } from '../ticket/instant.ts';
import type { NewEvent } from '../ticket/ticket-event.ts';
import type { Delivery, Mail } from './mail.ts';
import { messageIdOf, threadRootOf } from './message-id.ts';
import type { PlannedMail } from './planned-mail.ts';
import { leavesAt, type UserMail } from './user-mail.ts';

export interface MailMaking {
  readonly ticket: string;
  /** The version of the ticket that the mails tell of. */
  readonly ticketVersion: number;
  readonly actor: Actor;
  readonly now: Instant;
  /** Domain of Message-IDs. */
  readonly domain: string;
  readonly userMail: UserMail;
  readonly nextId: () => string;
}

/** Turns planned mails into letters, their deliveries where they are queued, and the events that record them. */
export const makeMails = (
  planned: readonly PlannedMail[],
  making: MailMaking,
): {
  readonly mails: readonly Mail[];
  readonly deliveries: readonly Delivery[];
  readonly events: readonly NewEvent[];
} => {
  const made = planned.map(({ mode, references, ...plan }) => {
    const mail: Mail = {
      ...plan,
      id: making.nextId(),
      ticket: making.ticket,
      state: 'draft',
      cc: [],
      messageId: null,
      references: [...new Set([threadRootOf(making.ticket, making.domain), ...references])],
      ticketVersion: making.ticketVersion,
      version: 1,
      createdBy: making.actor,
      createdAt: making.now,
      writtenAt: making.now,
      leasedUntil: null,
      queuedAt: null,
    };
    return mode === 'draft' ? { mail, deliveries: [] } : queueMail(mail, making);
  });
  return {
    mails: made.map(({ mail }) => mail),
    deliveries: made.flatMap(({ deliveries }) => deliveries),
    events: made.map(({ mail }) =>
      mail.state === 'draft'
        ? ({ type: 'mail.drafted', data: mailEventFacts(mail) } as const)
        : ({ type: 'mail.queued', data: { ...mailEventFacts(mail), drafted: false } } as const),
    ),
  };
};

/** Queues a letter: its Message-ID is fixed now, and every recipient gets a copy of his own. The version is the caller's business. */
export const queueMail = (
  mail: Mail,
  making: Pick<MailMaking, 'domain' | 'nextId' | 'now' | 'userMail'>,
): { readonly mail: Mail; readonly deliveries: readonly Delivery[] } => ({
  mail: { ...mail, state: 'queued', queuedAt: making.now, messageId: messageIdOf(mail, making.domain) },
  deliveries: [...mail.to, ...mail.cc].map((recipient) => ({
    id: making.nextId(),
    mail: mail.id,
    ticket: mail.ticket,
    recipient,
    state: 'queued',
    attempts: 0,
    notBefore: leavesAt(mail, making.now, making.userMail),
    leasedUntil: null,
    sentAt: null,
    reason: null,
    version: 1,
  })),
});

/** What events say of a mail. */
export const mailEventFacts = (mail: Mail) => ({
  mail: mail.id,
  kind: mail.kind,
  to: [...mail.to, ...mail.cc].map(({ address }) => address),
  subject: mail.subject,
});
