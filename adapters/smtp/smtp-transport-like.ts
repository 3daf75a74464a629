import type { MailAddress } from '../../src/text/email-address.ts';

/** A further header. `prepared` tells nodemailer to fold the value but not to encode or parse it. */
export interface SmtpHeader {
  readonly key: string;
  readonly value: { readonly prepared: true; readonly foldLines: true; readonly value: string };
}

/** What the mailer hands to a transport: nodemailer's message options, and only those that cannot be misread. */
export interface SmtpMessage {
  readonly envelope: { readonly from: string; readonly to: string[] };
  readonly from: MailAddress;
  readonly to: MailAddress[];
  readonly cc: MailAddress[];
  readonly replyTo?: MailAddress;
  /** ASCII, with encoded words (RFC 2047) where the text needs them. */
  readonly subject: string;
  readonly text: string;
  readonly date: Date;
  readonly messageId: string;
  readonly inReplyTo?: string;
  readonly references?: string[];
  readonly headers: SmtpHeader[];
  readonly disableFileAccess: true;
  readonly disableUrlAccess: true;
}

/** What is read of a transport's answer. */
export interface SmtpSentInfo {
  readonly response?: string | undefined;
  readonly rejected?: readonly unknown[] | undefined;
  readonly rejectedErrors?: readonly unknown[] | undefined;
}

/** The part of a nodemailer transport that is used; the host owns it and closes it. */
export interface SmtpTransportLike {
  sendMail(message: SmtpMessage): Promise<SmtpSentInfo>;
}
