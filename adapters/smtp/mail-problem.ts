import type { OutgoingMail } from '../../src/ports/mailer.ts';
import { isSingleLine } from '../../src/text/clean-text.ts';
import type { MailAddress } from '../../src/text/email-address.ts';
import { headerProblem } from './header-problem.ts';
import { isMessageId } from './message-id.ts';
import { wireAddress } from './wire-address.ts';

/**
 * Why this mail must not come near a server, or null.
 *
 * nodemailer 10.6 sent a mail to `b@x.test\r\nRCPT TO:<evil@x.test>` to evil@x.test and nobody else. It is not asked to judge
 * addresses: what is not a plain address, or has a control character where a header is made of it, is refused before.
 */
export const mailProblem = (mail: OutgoingMail): string | null => {
  if (mail.envelope.from !== '' && wireAddress(mail.envelope.from) === null)
    return 'The envelope sender is not an address.';
  if (wireAddress(mail.envelope.to) === null) return 'The recipient is not an address.';
  for (const address of [mail.from, ...mail.to, ...mail.cc]) {
    if (!isClean(address)) return 'From, To or Cc has something that is not an address or a name.';
  }
  if (!isSingleLine(mail.subject)) return 'The subject is not a single line.';
  if (!isMessageId(mail.messageId)) return 'The Message-ID is not one.';
  for (const id of [mail.inReplyTo ?? '', ...mail.references]) {
    if (!isSingleLine(id)) return 'A reference is not a single line.';
  }
  if (Number.isNaN(mail.date.getTime())) return 'The date is not valid.';
  return headerProblem(mail.headers);
};

const isClean = ({ name, address }: MailAddress): boolean => isSingleLine(name) && wireAddress(address) !== null;
