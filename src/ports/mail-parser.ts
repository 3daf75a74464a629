import type { MailAddress } from '../text/email-address.ts';

/** A part of a mail that is a file. Its content stays in the raw mail. */
export interface ParsedAttachment {
  readonly name: string;
  readonly type: string;
  /** In bytes. */
  readonly size: number;
  readonly inline: boolean;
}

/** One header of a mail. */
export interface MailHeader {
  /** In lower case. */
  readonly name: string;
  readonly value: string;
}

/** A mail, decoded. Header values are unfolded and free of control characters; text has LF line ends. */
export interface ParsedMail {
  readonly messageId: string | null;
  readonly inReplyTo: string | null;
  readonly references: readonly string[];
  readonly subject: string;
  readonly from: MailAddress | null;
  /** The Sender header: who sent the mail for its author (RFC 5322, section 3.6.2). */
  readonly sender: MailAddress | null;
  readonly replyTo: readonly MailAddress[];
  readonly to: readonly MailAddress[];
  readonly cc: readonly MailAddress[];
  readonly date: Date | null;
  /** The text part, or the HTML part turned into text without scripts and remote content. */
  readonly text: string;
  readonly attachments: readonly ParsedAttachment[];
  /** Every header of the mail itself in its order, topmost first: each server on the way writes above the one before it. */
  readonly headers: readonly MailHeader[];
}

/**
 * Turns bytes into a mail.
 *
 * Implementations MUST NOT throw on any bytes, MUST decode a broken charset as well as they can instead of giving up, and
 * MUST NOT fetch anything the mail refers to.
 *
 * Of `headers` they MUST keep order and repetitions, MUST give names in lower case, MUST decode encoded words (RFC 2047) once and
 * unfold, MUST replace control characters (also those that come out of encoded words) by spaces, MUST NOT take headers of
 * embedded mails or parts for those of the mail, and MAY cut values at 8 000 characters and leave out headers after the first 1 000.
 */
export interface MailParser {
  parse(
    raw: Uint8Array,
  ): Promise<
    | { readonly outcome: 'parsed'; readonly mail: ParsedMail }
    | { readonly outcome: 'unparseable'; readonly reason: string }
  >;
}
