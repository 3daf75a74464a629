import type { MailRef, SourceMail } from '../ticket/source-mail.ts';
import type { Warning } from '../ticket/warning.ts';
import type { ReadMail } from './read-mail.ts';

export const sameRef = (a: MailRef, b: MailRef): boolean =>
  a.mailbox === b.mailbox && a.folder === b.folder && a.uidValidity === b.uidValidity && a.uid === b.uid;

/** One letter may lie in two mailboxes (To and Cc), and senders reuse ids: a known Message-ID is worth a warning, no more. */
export const duplicateWarnings = (
  found: NonNullable<ReadMail['found']>,
  sources: readonly SourceMail[],
): readonly Warning[] =>
  found.mail.messageId === null
    ? []
    : sources
        .filter((source) => source.messageId === found.mail.messageId)
        .map((source) => ({
          code: 'duplicate_message_id',
          message: 'A mail with this Message-ID is at a ticket already.',
          params: { ticket: source.ticket, sameContent: source.contentHash === found.contentHash },
        }));
