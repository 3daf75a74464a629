import type { MailFacts } from './mail-facts.ts';

/** The facts of a mail to somebody who may not read the ticket: whatever a template asks for, there is nothing in it but the number. */
export const withoutContent = (facts: MailFacts): MailFacts => ({
  ...facts,
  ticket: {
    ...facts.ticket,
    subject: '',
    description: '',
    workflow: '',
    step: '',
    requester: { ...facts.ticket.requester, name: '' },
  },
});
