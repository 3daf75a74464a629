import { expect, test } from 'vitest';
import { createMemoryStore } from '../../adapters/memory/index.ts';
import { defineArea } from '../../src/area/define-area.ts';
import { createTestDesk } from '../kit/create-test-desk.ts';
import { printer } from './helpdesk.ts';

test('a step may have a colour, which agents get, and a label of its own for requesters [ADM-03]', async () => {
  const area = defineArea({
    id: 'desk',
    name: 'Desk',
    statuses: [
      { id: 'new', name: 'Triage', category: 'new', color: '#c62828', publicLabel: 'Received' },
      { id: 'done', name: 'Done', category: 'closed' },
    ],
  });
  const roles = { agent: { '*': ['*'] } };
  const { agent, requester, people } = await createTestDesk({ areas: [area], roles, store: createMemoryStore() });
  people.addContact({ id: 'acme', name: 'Acme' });
  const ada = agent('Ada', 'agent');
  const bob = requester('Bob', { contact: 'acme' });
  const { ticket } = await ada.tickets.create({ ...printer, requester: { ...printer.requester, contact: 'acme' } });
  expect(ticket.status).toEqual({ label: 'Triage', category: 'new', color: '#c62828' });
  expect((await ada.tickets.list()).items[0]?.status).toEqual(ticket.status);
  expect((await bob.get(ticket.id)).status).toEqual({ label: 'Received', category: 'new' });
  const { ticket: done } = await ada.tickets.transition(ticket, 'done');
  expect(done.status).toEqual({ label: 'Done', category: 'closed' });
  expect((await bob.get(ticket.id)).status).toEqual({ label: 'Done', category: 'closed' });
});
