import type { OutgoingMail } from '../../src/ports/mailer.ts';
import { cutText } from '../../src/text/cut-text.ts';
import type { MailAddress } from '../../src/text/email-address.ts';
import { encodeHeaderText } from './encode-header-text.ts';
import { isMessageId } from './message-id.ts';
import { parseSender } from './parse-sender.ts';
import type { SmtpHeader, SmtpMessage } from './smtp-transport-like.ts';
import { wireAddress } from './wire-address.ts';

/** A mail without problems, in nodemailer's terms. Addresses are always objects, so that nothing is left to parse. */
export const toSmtpMessage = (mail: OutgoingMail): SmtpMessage => {
  const headers = Object.entries(mail.headers);
  const replyTo = headers.find(isReplyTo);
  const references = mail.references.filter(isMessageId);
  const reply = replyTo === undefined ? null : parseSender(replyTo[1]);
  return {
    envelope: { from: onWire(mail.envelope.from), to: [onWire(mail.envelope.to)] },
    from: toAddress(mail.from),
    to: mail.to.map(toAddress),
    cc: mail.cc.map(toAddress),
    ...(reply === null ? {} : { replyTo: toAddress(reply) }),
    subject: encodeHeaderText(mail.subject),
    text: mail.text.replace(/\r\n?|\n/g, '\r\n'),
    date: mail.date,
    messageId: mail.messageId,
    // Ids of foreign mails may have any form. One that is malformed is left out: a lost thread is better than a lost answer.
    ...(mail.inReplyTo !== null && isMessageId(mail.inReplyTo) ? { inReplyTo: mail.inReplyTo } : {}),
    ...(references.length > 0 ? { references } : {}),
    headers: headers.filter((header) => !isReplyTo(header)).map(toHeader),
    disableFileAccess: true,
    disableUrlAccess: true,
  };
};

const isReplyTo = ([name]: readonly [string, string]): boolean => name.toLowerCase() === 'reply-to';

const onWire = (address: string): string => (address === '' ? '' : (wireAddress(address) ?? ''));

/** A name without spaces cannot be folded, so a very long one is cut. */
const toAddress = ({ name, address }: MailAddress): MailAddress => ({
  name: cutText(name, 256),
  address: onWire(address),
});

/** ASCII stays as it is: an encoded word would break the structure of headers such as List-Unsubscribe. */
const toHeader = ([key, value]: readonly [string, string]): SmtpHeader => ({
  key,
  value: { prepared: true, foldLines: true, value: /^[ -~]*$/.test(value) ? value : encodeHeaderText(value) },
});
