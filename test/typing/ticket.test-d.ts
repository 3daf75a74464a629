import { expectTypeOf, test } from 'vitest';
import { defineArea } from '../../src/area/define-area.ts';
import type { Desk } from '../../src/desk.ts';
import type { RequesterTicket } from '../../src/portal/requester-ticket.ts';
import type { caretaker, helpdesk } from '../rules/helpdesk.ts';

const garden = defineArea({
  id: 'garden',
  name: 'Garden',
  statuses: [
    { id: 'new', name: 'New', category: 'new' },
    { id: 'done', name: 'Done', category: 'closed' },
  ],
  fields: {
    plot: { type: 'number' },
    until: { type: 'date' },
    urgent: { type: 'yes_no' },
    tools: { type: 'many', of: ['rake', 'spade'] },
    hint: { type: 'text' },
  },
});
declare const desk: Desk<typeof helpdesk | typeof caretaker | typeof garden>;
const ada = desk.as({ user: 'ada' });

test('areas are known by their ids', async () => {
  await ada.tickets.create({ area: 'helpdesk', subject: 'Printer' });
  await ada.tickets.create({ subject: 'Only one area' });
  await ada.tickets.create({
    // @ts-expect-error no area has this id
    area: 'helpdeks',
    subject: 'Printer',
  });
  await ada.tickets.prepare({
    // @ts-expect-error no area has this id
    area: 'helpdeks',
  });
});

test('a new ticket may choose a workflow of its own area', async () => {
  await ada.tickets.create({ area: 'helpdesk', workflow: 'request' });
  await ada.tickets.create({
    area: 'helpdesk',
    // @ts-expect-error a workflow of another area
    workflow: 'caretaker',
  });
  await ada.tickets.create({
    area: 'caretaker',
    // @ts-expect-error a workflow of another area
    workflow: 'incident',
  });
  // @ts-expect-error no workflow has this id
  await ada.tickets.switchWorkflow('id', 'teleport');
});

test('custom fields are typed by their area', async () => {
  const { ticket } = await ada.tickets.create({ area: 'garden', fields: { plot: 3, tools: ['rake'], urgent: true } });
  expectTypeOf(ticket.workflow).toEqualTypeOf<'garden'>();
  expectTypeOf(ticket.fields.plot).toEqualTypeOf<number | null | undefined>();
  expectTypeOf(ticket.fields.until).toEqualTypeOf<string | null | undefined>();
  expectTypeOf(ticket.fields.urgent).toEqualTypeOf<boolean | null | undefined>();
  expectTypeOf(ticket.fields.tools).toEqualTypeOf<readonly ('rake' | 'spade')[] | null | undefined>();
  expectTypeOf(ticket.fields).not.toHaveProperty('severity');
  const found = await ada.tickets.get('id');
  if (found.workflow === 'incident')
    expectTypeOf(found.fields.severity).toEqualTypeOf<'low' | 'high' | null | undefined>();
  await ada.tickets.create({ area: 'garden', fields: { plot: null } });
  await ada.tickets.create({
    area: 'garden',
    fields: {
      // @ts-expect-error no field of this area has this id
      severity: 'low',
    },
  });
  await ada.tickets.create({
    area: 'garden',
    fields: {
      // @ts-expect-error a number
      plot: '3',
    },
  });
  await ada.tickets.create({
    area: 'garden',
    fields: {
      // @ts-expect-error true or false
      urgent: 'yes',
    },
  });
  await ada.tickets.create({
    area: 'garden',
    fields: {
      tools: [
        // @ts-expect-error not an option
        'hoe',
      ],
    },
  });
  await ada.tickets.create({
    area: 'helpdesk',
    fields: {
      // @ts-expect-error not an option
      severity: 'medium',
    },
  });
});

test('an edit takes what people wrote, never step, number or area', async () => {
  await ada.tickets.update('id', { subject: 'New', requester: { phone: null } });
  await ada.tickets.update('id', {
    // @ts-expect-error a step changes only by a transition
    step: 'closed',
  });
  await ada.tickets.update('id', {
    // @ts-expect-error a number never changes
    number: 'HELPDESK-2026-00001',
  });
  const ticket = await ada.tickets.get('id');
  // @ts-expect-error a ticket is read-only
  ticket.subject = 'Mine';
});

test('an action is internal or external', async () => {
  const answer = await ada.actions.add('id', { visibility: 'internal', description: 'x', occurredAt: new Date() });
  expectTypeOf(answer.action).toEqualTypeOf<{ readonly id: string }>();
  // @ts-expect-error the type is missing
  await ada.actions.add('id', { description: 'x' });
  await ada.actions.add('id', {
    // @ts-expect-error there is no third type
    visibility: 'public',
    description: 'x',
  });
});

test('an outbox takes addresses and texts, and answers with the mail', async () => {
  const { mail } = await ada.outbox.update('id', { to: [{ address: 'bob@acme.example' }], text: 'Hello' });
  expectTypeOf(mail.state).toEqualTypeOf<'draft' | 'queued' | 'closed' | 'discarded'>();
  await ada.outbox.update('id', {
    to: [
      // @ts-expect-error an address is an object
      'bob@acme.example',
    ],
  });
  await ada.outbox.update('id', {
    // @ts-expect-error there is no blind copy
    bcc: [],
  });
  await ada.outbox.list({
    // @ts-expect-error no state has this name
    states: ['sent'],
  });
});

test('a requester has a smaller surface: nothing of agents, and a view of its own without anything internal', async () => {
  const bob = desk.asRequester({ contact: 'acme', person: 'bob' });
  // @ts-expect-error requesters add no actions
  bob.actions;
  // @ts-expect-error requesters have no agents' commands
  bob.tickets;
  // @ts-expect-error requesters have no outbox
  bob.outbox;
  const ticket = await bob.get('id');
  expectTypeOf(ticket).toEqualTypeOf<RequesterTicket>();
  expectTypeOf(ticket).not.toHaveProperty('version');
  expectTypeOf(ticket).not.toHaveProperty('updatedAt');
  expectTypeOf(ticket).not.toHaveProperty('responsible');
  expectTypeOf<RequesterTicket['actions'][number]>().not.toHaveProperty('visibility');
  expectTypeOf<RequesterTicket['actions'][number]>().not.toHaveProperty('createdAt');
  // @ts-expect-error a requester has a contact
  desk.asRequester({ person: 'bob' });
  // @ts-expect-error an agent is a user
  desk.as({ contact: 'acme' });
});
