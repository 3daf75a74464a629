import type { Instant } from './instant.ts';

/** Where a received mail lies: the identity of a mail before it is ours (RFC 3501, section 2.3.1). */
export interface MailRef {
  readonly mailbox: string;
  readonly folder: string;
  readonly uidValidity: string;
  readonly uid: string;
}

/** A received mail that is kept at a ticket; its raw source is stored beside it. */
export interface SourceMail {
  readonly id: string;
  readonly ticket: string;
  readonly ref: MailRef;
  readonly messageId: string | null;
  /** SHA-256 over sender, date, subject, text and names of attachments: tells a second copy from a reused Message-ID. */
  readonly contentHash: string;
  readonly from: string;
  readonly subject: string;
  readonly storedAt: Instant;
  /** `pending` until the mail has left its folder; the folder is touched only after the commit. */
  readonly removal: 'pending' | 'done';
  readonly removalNotBefore: Instant;
  readonly removalAttempts: number;
  readonly leasedUntil: Instant | null;
  readonly version: number;
}
