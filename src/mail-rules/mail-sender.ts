import type { ParsedMail } from '../ports/mail-parser.ts';
import type { MailAddress } from '../text/email-address.ts';
import { foldAddress } from '../text/email-address.ts';
import { envelopeOf } from './mail-envelope.ts';

/** Who wrote a mail. The name is for reading and identifies nobody. */
export interface MailSender extends MailAddress {
  /** Which header told. Anything but `from` is a guess, because From could not be read. */
  readonly by: 'from' | 'reply_to' | 'sender' | 'return_path';
}

/** Who wrote a mail, with a folded address; null if no header names anybody. */
export const senderOf = (mail: ParsedMail): MailSender | null => {
  const path = envelopeOf(mail).from;
  const found: readonly (readonly [MailSender['by'], MailAddress | null | undefined])[] = [
    ['from', mail.from],
    ['reply_to', mail.replyTo[0]],
    ['sender', mail.sender],
    ['return_path', path === null || path === '' ? null : { name: '', address: path }],
  ];
  for (const [by, one] of found) if (one != null) return { name: one.name, address: foldAddress(one.address), by };
  return null;
};
