import type { MailAddress } from '../text/email-address.ts';

/** A part of a mail that is a file. Its content stays in the raw mail. */
export interface ParsedAttachment {
  readonly name: string;
  readonly type: string;
  /** In bytes. */
  readonly size: number;
  readonly inline: boolean;
}

/** A mail, decoded. Header values are unfolded and free of control characters; text has LF line ends. */
export interface ParsedMail {
  readonly messageId: string | null;
  readonly inReplyTo: string | null;
  readonly references: readonly string[];
  readonly subject: string;
  readonly from: MailAddress | null;
  readonly replyTo: readonly MailAddress[];
  readonly to: readonly MailAddress[];
  readonly cc: readonly MailAddress[];
  readonly date: Date | null;
  /** The text part, or the HTML part turned into text without scripts and remote content. */
  readonly text: string;
  readonly attachments: readonly ParsedAttachment[];
  /** Looks machine-made: Auto-Submitted, Precedence, list headers or a null return path (RFC 3834, section 2). */
  readonly automatic: boolean;
}

/**
 * Turns bytes into a mail.
 *
 * Implementations MUST NOT throw on any bytes, MUST decode a broken charset as well as they can instead of giving up, and
 * MUST NOT fetch anything the mail refers to.
 */
export interface MailParser {
  parse(
    raw: Uint8Array,
  ): Promise<
    | { readonly outcome: 'parsed'; readonly mail: ParsedMail }
    | { readonly outcome: 'unparseable'; readonly reason: string }
  >;
}
