import type { MailAddress } from '../text/email-address.ts';

/** One recipient's copy of a mail, ready for the wire. */
export interface OutgoingMail {
  /** Empty text is the null sender of automatic mail (RFC 5321, section 4.5.5). */
  readonly envelope: { readonly from: string; readonly to: string };
  readonly from: MailAddress;
  readonly to: readonly MailAddress[];
  readonly cc: readonly MailAddress[];
  readonly subject: string;
  readonly text: string;
  readonly date: Date;
  readonly messageId: string;
  readonly inReplyTo: string | null;
  readonly references: readonly string[];
  /** Further headers, name to value. */
  readonly headers: Readonly<Record<string, string>>;
}

/**
 * What became of one try.
 * `sent`: the server took responsibility. `refused`: it will never take it. `unavailable`: try again later.
 * `ambiguous`: the text was on its way when the line broke; it may or may not have arrived.
 */
export type SendResult =
  | { readonly outcome: 'sent'; readonly response: string }
  | { readonly outcome: 'refused' | 'unavailable' | 'ambiguous'; readonly reason: string };

/**
 * Takes letters to the outside.
 *
 * Implementations MUST send to `envelope.to` and nobody else, MUST use the given Message-ID, MUST NOT let text of any field
 * become a header or a recipient of its own, MUST NOT retry by themselves, MUST settle within ten minutes, and MUST report `sent` only after the server's
 * positive answer to the end of the text.
 */
export interface Mailer {
  /** Who the desk's mails come from. */
  readonly from: MailAddress;
  send(mail: OutgoingMail): Promise<SendResult>;
}
