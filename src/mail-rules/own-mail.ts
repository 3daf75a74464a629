import type { ParsedMail } from '../ports/mail-parser.ts';
import { headerValues } from './header-values.ts';
import { readMessageId } from './signed-message-id.ts';
import { type Signing, signedText } from './signing.ts';

/** A header on every mail of the desk, by which it knows its own mails also where their Message-ID was changed. */
export const instanceHeader = 'X-Ticketwerk-Instance';

/** The value of that header for a mail. */
export const instanceMark = (mail: string, signing: Signing): string =>
  `${mail}.${signing.signer.sign('instance', signedText(signing, [mail]))}`;

/** Did this desk write the mail? Only what it signed counts: anybody can write a header. */
export const isOwnMail = (mail: ParsedMail, signing: Signing): boolean =>
  (mail.messageId !== null && readMessageId(mail.messageId, signing) !== null) ||
  headerValues(mail, instanceHeader.toLowerCase()).some((value) => isInstanceMark(value, signing));

const isInstanceMark = (value: string, signing: Signing): boolean => {
  const dot = value.lastIndexOf('.');
  return (
    dot > 0 &&
    value.length < 1000 &&
    signing.signer.verify('instance', signedText(signing, [value.slice(0, dot)]), value.slice(dot + 1))
  );
};
