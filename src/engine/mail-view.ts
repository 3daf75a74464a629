import { draftExpiresAt } from '../notifications/draft-expires-at.ts';
import { isStale } from '../notifications/is-stale.ts';
import type { Delivery, Mail } from '../notifications/mail.ts';
import { isHeld } from '../notifications/user-mail.ts';
import type { LoadedMail } from '../ports/store.ts';
import type { MailAddress } from '../text/email-address.ts';
import type { Instant } from '../ticket/instant.ts';
import type { Call } from './call.ts';
import { type MailCan, mailCan } from './mail-can.ts';

/** A mail of the outbox as its owner sees it. */
export interface OutboxMail {
  readonly id: string;
  readonly ticket: string;
  readonly kind: Mail['kind'];
  readonly state: Mail['state'];
  readonly owner: string | null;
  readonly to: readonly MailAddress[];
  readonly cc: readonly MailAddress[];
  readonly subject: string;
  readonly text: string;
  readonly language: Mail['language'];
  /** Raised by every change; for `expectedVersion`. */
  readonly version: number;
  /** Other addresses the requester named. */
  readonly suggestedRecipients: readonly MailAddress[];
  /** The mail it answers looks machine-made. */
  readonly sourceAutomatic: boolean;
  /** A closing mail whose ticket was reopened since: think before you send it. */
  readonly stale: boolean;
  /** It is queued, and waits until it is released. */
  readonly held: boolean;
  readonly createdAt: Instant;
  /** When a draft is given up that nobody writes at before; null: never, or it is no draft. */
  readonly expiresAt: Instant | null;
  readonly deliveries: readonly {
    readonly recipient: MailAddress;
    readonly state: Delivery['state'];
    readonly attempts: number;
    /** It does not leave before then; null while the mail is held. */
    readonly notBefore: Instant | null;
    readonly sentAt: Instant | null;
    readonly reason: string | null;
  }[];
  /** What the actor may do with it now, by the rules that guard the commands. */
  readonly can: MailCan;
}

export const mailView = (loaded: LoadedMail, call: Call): OutboxMail => {
  const { mail, deliveries, ticket: of } = loaded;
  const {
    id,
    ticket,
    kind,
    state,
    owner,
    to,
    cc,
    subject,
    text,
    language,
    version,
    suggestedRecipients,
    sourceAutomatic,
    createdAt,
  } = mail;
  return {
    id,
    ticket,
    kind,
    state,
    owner,
    to,
    cc,
    subject,
    text,
    language,
    version,
    suggestedRecipients,
    sourceAutomatic,
    stale: isStale(mail, of),
    held: deliveries.some(isHeld),
    createdAt,
    expiresAt: draftExpiresAt(mail, call.engine.configurations.options.draftDays),
    deliveries: deliveries.map((one) => ({
      recipient: one.recipient,
      state: one.state,
      attempts: one.attempts,
      notBefore: isHeld(one) ? null : one.notBefore,
      sentAt: one.sentAt,
      reason: one.reason,
    })),
    can: mailCan(loaded, call),
  };
};
