import { foldAddress, type MailAddress } from '../text/email-address.ts';
import { userOf } from '../ticket/actor.ts';
import type { MailFacts } from './mail-facts.ts';
import { type MailPlan, noMails } from './mail-plan.ts';
import type { PlannedMail } from './planned-mail.ts';
import { type RequesterKind, requesterText } from './requester-text.ts';

/**
 * M1, M7 and M8: a draft of the acting user, who decides whether it leaves. M9 and M10: queued in his outbox, for he decided it for
 * many tickets at once. What the desk itself asks for belongs to the responsible.
 */
export const requesterMail = (kind: RequesterKind, mode: PlannedMail['mode'], facts: MailFacts): MailPlan => {
  const { ticket, area, answered } = facts;
  const owner = userOf(facts.actor) ?? (kind === 'interim' || mode === 'queued' ? ticket.responsible : null);
  if (owner === null) return noMails;
  const { email, name } = ticket.requester;
  const to = email === '' ? [] : [{ name, address: email }];
  if (mode === 'queued' && to.length === 0) return skipped;
  return {
    mails: [
      {
        kind,
        mode,
        owner,
        to,
        ...requesterText(kind, area.language, facts),
        language: area.language,
        automatic: false,
        inReplyTo: answered?.messageId ?? null,
        references:
          answered === null
            ? []
            : [...answered.references, ...(answered.messageId === null ? [] : [answered.messageId])],
        suggestedRecipients: answered?.replyTo.length ? answered.replyTo : recordAddresses(facts),
        sourceAutomatic: answered?.automatic ?? false,
      },
    ],
    events: [],
    warnings: [
      ...(to.length === 0
        ? [
            {
              code: 'no_recipient',
              message: 'The requester has no e-mail; the draft needs a recipient before it can be sent.',
            },
          ]
        : []),
      ...(answered?.automatic
        ? [{ code: 'source_automatic', message: 'The source mail looks machine-made; think before you answer it.' }]
        : []),
    ],
  };
};

const skipped: MailPlan = {
  ...noMails,
  warnings: [{ code: 'mail_skipped', message: 'The requester has no e-mail; no mail was queued for this ticket.' }],
};

/** What the host's records say of the requester is offered, never filled in: he asked under the address of the ticket. */
const recordAddresses = ({ ticket: { requester }, people }: MailFacts): readonly MailAddress[] =>
  [people.persons.get(requester.person ?? ''), people.contacts.get(requester.contact ?? '')].flatMap((record) =>
    record?.email && foldAddress(record.email) !== foldAddress(requester.email)
      ? [{ name: record.name, address: record.email }]
      : [],
  );
