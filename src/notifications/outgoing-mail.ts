import type { OutgoingMail } from '../ports/mailer.ts';
import type { MailAddress } from '../text/email-address.ts';
import type { Delivery, Mail } from './mail.ts';

/** A header of ours on every mail, by which rules leave the desk's own mails out. */
const engineHeader = 'X-Ticketwerk';

/** The wire form of one recipient's copy. Automatic mail leaves with the null sender and says so (RFC 3834, sections 3.1.7 and 5). */
export const outgoingMail = (mail: Mail, delivery: Delivery, from: MailAddress, now: Date): OutgoingMail => ({
  envelope: { from: mail.automatic ? '' : from.address, to: delivery.recipient.address },
  from,
  to: mail.to,
  cc: mail.cc,
  subject: mail.subject,
  text: mail.text,
  date: now,
  messageId: mail.messageId ?? '',
  inReplyTo: mail.inReplyTo,
  references: mail.references,
  headers: {
    [engineHeader]: mail.automatic ? 'notice' : 'answer',
    ...(mail.automatic ? { 'Auto-Submitted': 'auto-generated', 'X-Auto-Response-Suppress': 'All' } : {}),
  },
});
