import { defineArea, defineWorkflow } from 'ticketwerk';

/** Two steps to go to and fro between, so that a ticket can be moved as often as the clock runs. */
const incident = defineWorkflow({
  id: 'incident',
  name: 'Incident',
  initial: 'new',
  steps: {
    new: { name: 'New', category: 'new' },
    doing: { name: 'In progress', category: 'open' },
    waiting: { name: 'Waiting for supplier', category: 'pending' },
    closed: { name: 'Closed', category: 'closed' },
  },
  transitions: {
    wait: { name: 'Wait', from: ['new', 'doing'], to: 'waiting', permission: 'work' },
    resume: { name: 'Resume', from: ['waiting'], to: 'doing', permission: 'work' },
    pass: {
      name: 'Pass on',
      from: ['doing'],
      to: 'doing',
      permission: 'work',
      comment: 'optional',
      responsible: 'required',
    },
    close: { name: 'Close', from: ['new', 'doing', 'waiting'], to: 'closed', permission: 'work' },
  },
});

export const helpdesk = defineArea({ id: 'helpdesk', name: 'Help-Desk', workflows: [incident] });

/** What every new ticket holds. */
export const newTicket = {
  subject: 'Printer on fire',
  description: 'Smoke on the second floor, next to the stairs. Nobody is hurt, the printer is unplugged.',
  requester: { name: 'Bob Baker', email: 'bob@acme.example' },
} as const;

/** What every new action holds. */
export const newAction = {
  visibility: 'internal',
  description: 'Called the supplier; the spare part is on its way.',
  timeSpent: 25,
} as const;
