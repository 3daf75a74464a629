import { defineArea, defineWorkflow } from 'ticketwerk';

const incident = defineWorkflow({
  id: 'incident',
  name: 'Incident',
  initial: 'new',
  steps: {
    new: { name: 'New', category: 'new' },
    doing: { name: 'In progress', category: 'open', publicLabel: 'Being worked on' },
    closed: { name: 'Closed', category: 'closed' },
  },
  transitions: {
    start: { name: 'Start', from: ['new'], to: 'doing', permission: 'work' },
    pass: {
      name: 'Pass on',
      from: ['doing'],
      to: 'doing',
      permission: 'work',
      comment: 'optional',
      responsible: 'required',
    },
    close: { name: 'Close', from: ['doing'], to: 'closed', permission: 'work', comment: 'required' },
    reopen: { name: 'Reopen', from: ['closed'], to: 'doing', permission: 'reopen' },
  },
});

const portal = { notify: ['ada'], defaultResponsible: 'ada' };

export const helpdesk = defineArea({
  id: 'helpdesk',
  name: 'Help-Desk',
  key: 'HELP',
  workflows: [incident],
  timeZone: 'Europe/Berlin',
  portal,
});

export const caretaker = defineArea({
  id: 'caretaker',
  name: 'Hausmeister',
  key: 'HAUS',
  language: 'de',
  timeZone: 'Europe/Berlin',
  portal,
  statuses: [
    { id: 'new', name: 'Neu', category: 'new' },
    { id: 'busy', name: 'In Bearbeitung', category: 'open' },
    { id: 'done', name: 'Geschlossen', category: 'closed' },
  ],
});
