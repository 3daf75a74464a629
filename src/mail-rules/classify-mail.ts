import { findNumbers } from '../area/find-numbers.ts';
import type { NumberFormat } from '../area/number-format.ts';
import type { ParsedMail } from '../ports/mail-parser.ts';
import { foldAddress } from '../text/email-address.ts';
import type { Classification } from './classification.ts';
import { headerValues } from './header-values.ts';
import { machineSigns } from './machine-signs.ts';
import { envelopeOf, type MailEnvelope } from './mail-envelope.ts';
import { senderOf } from './mail-sender.ts';

/** What is known of the desk while a mail is classified. */
export interface ClassifyingDesk {
  /** The addresses of all mailboxes of the desk. Default: none. */
  readonly ownAddresses?: readonly string[];
  /** Formats of the desk's ticket numbers: tags with others are those of other systems. Default: none. */
  readonly formats?: readonly NumberFormat[];
  /** Is it a mail of this desk that came back (`isOwnMail`)? Default: false. */
  readonly own?: boolean;
  /** What the server that took the mail said. Default: what the mail says itself. */
  readonly envelope?: Partial<MailEnvelope>;
}

/** A mail that went through more servers runs in circles (RFC 5321, section 6.3 allows for some more). */
const mostHops = 25;

/**
 * Says what a mail is by its headers, before anybody acts on it. Nothing that looks machine-made is answered or opens a ticket again
 * (RFC 3834, section 2); some mails of people are not answered either, because the answer could run in circles.
 */
export const classifyMail = (mail: ParsedMail, desk: ClassifyingDesk = {}): Classification => {
  const envelope = envelopeOf(mail, desk.envelope);
  const signs = machineSigns.flatMap((sign) => sign(mail, envelope) ?? []);
  const circles = circleSigns(mail, desk);
  const unanswerable = senderOf(mail)?.by === 'from' ? [] : ['no usable From'];
  const kind = desk.own === true ? 'own' : (signs[0]?.kind ?? 'person');
  const byItself = kind === 'person' && circles.length === 0;
  return {
    kind,
    allowAutoReply: byItself && unanswerable.length === 0,
    mayReopen: byItself,
    reasons: [
      ...new Set([
        ...(desk.own === true ? ['signed by this desk'] : []),
        ...signs.map(({ reason }) => reason),
        ...circles,
        ...unanswerable,
      ]),
    ],
  };
};

/** Why an answer to the mail could come back as another mail. */
const circleSigns = (mail: ParsedMail, { ownAddresses = [], formats = [] }: ClassifyingDesk): readonly string[] => {
  const sender = senderOf(mail)?.address ?? '';
  const own = new Set(ownAddresses.map(foldAddress));
  const hops = headerValues(mail, 'received').length;
  return [
    ...(own.has(sender) ? ['from a mailbox of the desk'] : []),
    ...(/^(?:no[-_.]?reply|do[-_.]?not[-_.]?reply|abuse|root)(?:[-_.+].*)?@/.test(sender)
      ? ['sender wants no answer']
      : []),
    ...(hops > mostHops ? [`${hops} hops`] : []),
    ...(stacked.test(mail.subject) ? ['stacked automatic prefixes'] : []),
    ...(foreignTags(mail.subject, formats) > 1 ? ['tags of several ticket systems'] : []),
  ];
};

/** Two machines that answer each other. */
const stacked =
  /^(?:(?:(?:re|aw)\s*:\s*)*(?:auto(?:matic)?[- ]?(?:reply|response)|automatische antwort|auto|out of (?:the )?office|abwesend|abwesenheitsnotiz)\s*:\s*){3}/i;

/** Tags such as `[#123]` of other ticket systems. */
const foreignTags = (subject: string, formats: readonly NumberFormat[]): number => {
  const tags = subject.match(/\[[^[\]]{0,30}\d{3}[^[\]]{0,30}\]/g) ?? [];
  return new Set(tags.filter((tag) => findNumbers(tag, formats).length === 0)).size;
};
