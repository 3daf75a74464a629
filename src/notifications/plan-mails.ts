import type { NewEvent } from '../ticket/ticket-event.ts';
import { addedNotices, editedNotices } from './concerned-notices.ts';
import { handOverNotices, savedHandOverNotices } from './hand-over-notices.ts';
import type { MailFacts } from './mail-facts.ts';
import { joinPlans, type MailPlan, noMails } from './mail-plan.ts';
import { portalAdditionNotices, portalTicketNotices } from './portal-notices.ts';
import { requesterMail } from './requester-mail.ts';

/**
 * Plans the mails of one command from what happened (table T2); everything not named here sends nothing.
 * Pure: the same events and facts give the same mails.
 */
export const planMails = (events: readonly NewEvent[], facts: MailFacts): MailPlan =>
  joinPlans([
    ...events.map((event) => planOf(event, facts)),
    savedHandOverNotices(facts),
    additionNotices(events, facts),
  ]);

const planOf = (event: NewEvent, facts: MailFacts): MailPlan => {
  switch (event.type) {
    case 'ticket.created':
      if (event.data.origin === 'email') return requesterMail('received', 'draft', facts);
      return event.data.origin === 'portal' ? portalTicketNotices(facts) : noMails;
    case 'ticket.closed':
      return facts.via === 'single' && facts.area.closeMail === 'draft'
        ? requesterMail('closing', 'draft', facts)
        : noMails;
    case 'ticket.moved':
      return handOverNotices(event.data, facts);
    case 'action.added':
      return 'contact' in facts.actor ? noMails : addedNotices(event.data, facts);
    case 'action.edited':
      return editedNotices(event.data, facts);
    default:
      return noMails;
  }
};

/** What a requester adds in one request, text and files, is one mail. What a timer counted, which his closing stops, he does not add. */
const additionNotices = (events: readonly NewEvent[], facts: MailFacts): MailPlan => {
  if (!('contact' in facts.actor)) return noMails;
  const texts = events.flatMap((event) =>
    event.type === 'action.added' && 'contact' in event.data.action.author ? [event.data.action.description] : [],
  );
  const documents = events.flatMap((event) => (event.type === 'document.added' ? [event.data.document] : []));
  return texts.length + documents.length === 0
    ? noMails
    : portalAdditionNotices({ text: texts.join('\n\n'), documents }, facts);
};
