import type { Attachment, ParsedMail as SourceMail } from 'mailparser';
import type { ParsedAttachment, ParsedMail } from '../../src/ports/mail-parser.ts';
import { cutText } from '../../src/text/cut-text.ts';
import { addresses } from './addresses.ts';
import { fileName } from './file-name.ts';
import { headerLine } from './header-line.ts';
import { headerList } from './header-list.ts';
import { mailDate } from './mail-date.ts';
import { messageIds } from './message-ids.ts';
import { rawHeader } from './raw-header.ts';

/** mailparser's result in the terms of the port, with every header cleaned. */
export const toParsedMail = (mail: SourceMail, text: string): ParsedMail => ({
  messageId: messageIds(rawHeader(mail, 'message-id'))[0] ?? null,
  inReplyTo: messageIds(rawHeader(mail, 'in-reply-to'))[0] ?? null,
  references: messageIds(rawHeader(mail, 'references')),
  subject: cutText(headerLine(mail.subject), 998),
  from: addresses(mail.from)[0] ?? null,
  sender: addresses(mail.headers.get('sender'))[0] ?? null,
  replyTo: addresses(mail.replyTo),
  to: addresses(mail.to),
  cc: addresses(mail.cc),
  date: mailDate(rawHeader(mail, 'date')),
  text,
  attachments: mail.attachments.map(toAttachment),
  headers: headerList(mail),
});

const toAttachment = (attachment: Attachment, index: number): ParsedAttachment => ({
  name: fileName(attachment.filename, `attachment-${index + 1}`),
  type: mediaType(attachment.contentType),
  size: attachment.size,
  inline: attachment.contentDisposition === 'inline' || attachment.related === true,
});

const mediaType = (given: unknown): string => {
  const type = headerLine(given).toLowerCase();
  return /^[a-z0-9!#$&^_.+-]{1,127}\/[a-z0-9!#$&^_.+-]{1,127}$/.test(type) ? type : 'application/octet-stream';
};
