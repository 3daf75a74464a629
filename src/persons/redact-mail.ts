import type { MailWithDeliveries } from '../ports/store.ts';
import { hasWords } from './own-words.ts';
import type { Redaction } from './redaction.ts';

type Mail = MailWithDeliveries['mail'];
type Delivery = MailWithDeliveries['deliveries'][number];

/** Is this letter meant for him: is he among its recipients, or a draft to the requester that still has none? */
export const isMailTo = (mail: Mail, { isHisAddress }: Redaction, isRequester: boolean): boolean => {
  const recipients = [...mail.to, ...mail.cc];
  return recipients.length === 0
    ? isRequester && mail.state === 'draft'
    : recipients.some(({ address }) => isHisAddress(address));
};

/** What a letter answers: Message-IDs of his mails at the ticket, and whether there are mails of his at all. */
export interface AnsweredMails {
  readonly ids: ReadonlySet<string>;
  readonly some: boolean;
}

/**
 * A written mail without what it says of a person. Where it answers him, nothing is kept that came with his mail: its Message-ID, those
 * it referred to, and where else he could be written to. Other suggestions of a letter to him come from the host's records of him.
 */
export const redactMail = (mail: Mail, redaction: Redaction, isHis: boolean, answered: AnsweredMails): Mail => {
  const { own, text, actor, recipient, isHisAddress } = redaction;
  const answersHim = mail.inReplyTo === null ? answered.some : answered.ids.has(mail.inReplyTo);
  return {
    ...mail,
    to: mail.to.map(recipient),
    cc: mail.cc.map(recipient),
    suggestedRecipients:
      answersHim || (isHis && mail.inReplyTo === null)
        ? []
        : mail.suggestedRecipients.filter(({ address }) => !isHisAddress(address)).map(recipient),
    subject: text(mail.subject, hasWords(own)),
    text: text(mail.text, hasWords(own)),
    inReplyTo: answersHim ? null : mail.inReplyTo,
    references: answersHim ? [] : mail.references.filter((id) => !answered.ids.has(id)),
    createdBy: actor(mail.createdBy),
  };
};

/** One copy of it. What a server said names its recipient, as a rule; a copy of somebody else that is being sent is left to its sender. */
export const redactDelivery = (delivery: Delivery, { recipient, isHisAddress, text }: Redaction): Delivery => ({
  ...delivery,
  recipient: recipient(delivery.recipient),
  reason:
    delivery.reason === null || (delivery.state === 'sending' && !isHisAddress(delivery.recipient.address))
      ? delivery.reason
      : text(delivery.reason),
});
