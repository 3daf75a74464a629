import type { TemplateKind } from '../area/template-texts.ts';
import type { MailAddress } from '../text/email-address.ts';
import type { Language } from '../text/language.ts';
import type { Actor } from '../ticket/actor.ts';
import type { Instant } from '../ticket/instant.ts';

/** What a mail is for. `received`, `interim` and `closing` are drafts of a person, or queued like `bulk` by a bulk command; `assigned` is a notice to an agent. */
export type MailKind = TemplateKind;
/** `closed`: every copy is sent, failed, or held for a person to decide. */
export type MailState = 'draft' | 'queued' | 'closed' | 'discarded';

/** One outgoing letter. */
export interface Mail {
  readonly id: string;
  readonly ticket: string;
  readonly kind: MailKind;
  readonly state: MailState;
  /** The user whose outbox it is in; null: the desk's own. */
  readonly owner: string | null;
  readonly to: readonly MailAddress[];
  readonly cc: readonly MailAddress[];
  readonly subject: string;
  readonly text: string;
  readonly language: Language;
  /** Written by the desk without a person looking at it: leaves with the null sender (RFC 3834, section 3.3). */
  readonly automatic: boolean;
  /** Fixed when the mail is queued; every try of every delivery carries it. */
  readonly messageId: string | null;
  readonly inReplyTo: string | null;
  readonly references: readonly string[];
  /** Other addresses the requester named, e.g. the Reply-To of his mail. */
  readonly suggestedRecipients: readonly MailAddress[];
  /** The source mail was automatic itself; think before you answer a machine. */
  readonly sourceAutomatic: boolean;
  /** The version of the ticket that its text tells of: what was added later is not in it. */
  readonly ticketVersion: number;
  readonly version: number;
  readonly createdBy: Actor;
  readonly createdAt: Instant;
  /** When it was last written: drafted, edited or written anew. From then on a forgotten draft is counted. */
  readonly writtenAt: Instant;
  readonly leasedUntil: Instant | null;
  readonly queuedAt: Instant | null;
}

/**
 * `sending` is leased to a process; `ambiguous` means that nobody knows whether it arrived; `discarded` never left, because its
 * mail was given up in time.
 */
export type DeliveryState = 'queued' | 'sending' | 'sent' | 'failed' | 'ambiguous' | 'discarded';

/** One recipient's copy of a mail on its way. */
export interface Delivery {
  readonly id: string;
  readonly mail: string;
  readonly ticket: string;
  readonly recipient: MailAddress;
  readonly state: DeliveryState;
  readonly attempts: number;
  readonly notBefore: Instant;
  readonly leasedUntil: Instant | null;
  readonly sentAt: Instant | null;
  /** What the server or the network said last. */
  readonly reason: string | null;
  readonly version: number;
}
