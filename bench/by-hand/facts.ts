import { randomIds } from 'ticketwerk';
import { newAction, newTicket } from '../area.ts';

export const tenant = 'default';
export const actor = JSON.stringify({ user: 'ada' });
const requester = { contact: null, person: null, ...newTicket.requester, phone: '' };

const steps = {
  new: { step: 'new', stepName: 'New', publicLabel: 'New', category: 'new' },
  doing: { step: 'doing', stepName: 'In progress', publicLabel: 'In progress', category: 'open' },
  waiting: {
    step: 'waiting',
    stepName: 'Waiting for supplier',
    publicLabel: 'Waiting for supplier',
    category: 'pending',
  },
} as const;
export type StepName = keyof typeof steps;
const place = (step: StepName) => ({
  workflow: 'incident',
  workflowName: 'Incident',
  workflowVersion: 1,
  ...steps[step],
});

const folded = (text: string): string => text.toLowerCase();

/** A new ticket and its event, as parameters. */
export const creation = (count: number) => {
  const now = new Date();
  const at = now.toISOString();
  const id = randomIds.next(now);
  const number = `HELPDESK-${at.slice(0, 4)}-${String(count).padStart(5, '0')}`;
  const data = JSON.stringify({
    number,
    area: 'helpdesk',
    origin: 'manual',
    place: place('new'),
    chosenBy: { by: 'default', rule: null },
    responsible: 'ada',
    audience: [],
    subject: newTicket.subject,
    description: newTicket.description,
    requester,
    project: null,
    fields: {},
  });
  const { subject, description } = newTicket;
  const ticket = [
    ...[tenant, id, number, 'helpdesk', 'incident', 'new', 'new', subject, description, JSON.stringify(requester)],
    ...['ada', actor, '{}', at],
    // What lists are filtered by.
    ...[number, subject, description].map(folded),
    ...['ada', folded(requester.name), folded(requester.email)],
  ];
  return { id, at, ticket, data };
};

/** The step to go to from here, and what the event says of it. */
export const movement = (from: StepName) => {
  const to = from === 'waiting' ? 'doing' : 'waiting';
  const [transition, transitionName] = to === 'doing' ? ['resume', 'Resume'] : ['wait', 'Wait'];
  const data = { transition, transitionName, from: place(from), to: place(to), comment: null, via: 'single' };
  return { to, category: steps[to].category, at: new Date().toISOString(), data: JSON.stringify(data) } as const;
};

/** A new action, and what the event says of it. */
export const actionFacts = () => {
  const now = new Date();
  const at = now.toISOString();
  const action = {
    id: randomIds.next(now),
    visibility: newAction.visibility,
    author: { user: 'ada' },
    concerns: ['ada'],
    occurredAt: at,
    createdAt: at,
    timeSpent: newAction.timeSpent,
    shortDescription: newAction.description,
    shortDescriptionDerived: true,
    description: newAction.description,
  };
  return { ...action, at, concerns: JSON.stringify(action.concerns), data: JSON.stringify({ action }) };
};

export const series = `helpdesk:${new Date().getUTCFullYear()}`;
