import type { Delivery, Mail } from '../notifications/mail.ts';
import type { MailWithDeliveries } from '../ports/store.ts';
import type { MailAddress } from '../text/email-address.ts';
import type { Instant } from '../ticket/instant.ts';

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
  readonly createdAt: Instant;
  readonly deliveries: readonly {
    readonly recipient: MailAddress;
    readonly state: Delivery['state'];
    readonly attempts: number;
    readonly sentAt: Instant | null;
    readonly reason: string | null;
  }[];
}

export const mailView = ({ mail, deliveries }: MailWithDeliveries): OutboxMail => {
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
    createdAt,
    deliveries: deliveries.map((one) => ({
      recipient: one.recipient,
      state: one.state,
      attempts: one.attempts,
      sentAt: one.sentAt,
      reason: one.reason,
    })),
  };
};
