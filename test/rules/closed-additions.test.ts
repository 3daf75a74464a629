import { describe, expect, test } from 'vitest';
import type { ClosedInput } from '../../src/area/closed-input.ts';
import { defineArea } from '../../src/area/define-area.ts';
import { defineWorkflow } from '../../src/workflow/define-workflow.ts';
import { createTestDesk } from '../kit/create-test-desk.ts';
import { everyStore } from './every-store.ts';
import { incident, printer } from './helpdesk.ts';
import { eventNames, refusalOf, stored } from './stored.ts';

const file = { name: 'photo.png', content: Uint8Array.of(1) };

describe.each(everyStore)('on $name', ({ open }) => {
  const office = async (closed?: ClosedInput) => {
    const store = await open();
    const kit = await createTestDesk({
      areas: [
        defineArea({
          id: 'office',
          name: 'Office',
          workflows: [incident],
          portal: { notify: ['dora'], defaultResponsible: 'dora' },
          ...(closed === undefined ? {} : { closed }),
        }),
      ],
      roles: { lead: { '*': ['*'] } },
      store,
    });
    kit.people.addUser({ id: 'dora', name: 'Dora', email: 'dora@desk.example' });
    kit.people.addContact({ id: 'acme', name: 'Acme' });
    const ada = kit.agent('Ada', 'lead');
    const bob = kit.requester('Bob', { contact: 'acme' });
    const requester = { ...printer.requester, contact: 'acme' };
    const { ticket } = await ada.tickets.create({ ...printer, requester });
    const close = async () => {
      await ada.tickets.transition(ticket.id, 'start');
      await ada.tickets.transition(ticket.id, 'close', { comment: 'Done' });
    };
    const told = async () => {
      await kit.desk.deliver();
      return kit.mails.map(({ envelope }) => envelope.to).sort();
    };
    return { ...kit, ada, bob, ticket: ticket.id, close, told };
  };

  test('what a requester adds is told in one mail to whoever is responsible at that moment, text and files together [NOT-03]', async () => {
    const { ada, bob, ticket, told, agent } = await office();
    agent('Grace', 'lead');
    await bob.reply(ticket, { text: 'Still broken', files: [file, { ...file, name: 'other.png' }] });
    expect(await told()).toEqual(['ada@desk.example']);
    await ada.tickets.update(ticket, { responsible: 'grace' }, { inform: [] });
    await bob.upload(ticket, file);
    expect(await told()).toEqual(['ada@desk.example', 'grace@desk.example']);
  });

  test('a responsible who cannot be reached is replaced by the area’s, an empty text is refused, and so is a closed ticket unless the area says otherwise [NOT-03 refused]', async () => {
    const { bob, ticket, told, people, store, close } = await office();
    people.addUser({ id: 'ada', name: 'Ada', email: 'ada@desk.example', active: false });
    await bob.reply(ticket, { text: 'Hello?' });
    expect(await told()).toEqual(['dora@desk.example']);
    expect(await eventNames(store, ticket)).toContain('notification.undeliverable');
    people.addUser({ id: 'ada', name: 'Ada', email: 'ada@desk.example' });
    expect(await refusalOf(bob.reply(ticket, { text: ' ' }))).toMatchObject({
      code: 'invalid_input',
      issues: [{ path: ['text'], code: 'required' }],
    });
    await close();
    const before = await stored(store, ticket);
    expect((await bob.get(ticket)).can.reply).toBe(false);
    for (const call of [bob.reply(ticket, { text: 'Once more' }), bob.upload(ticket, file)])
      expect((await refusalOf(call)).code).toBe('ticket_closed');
    expect(await stored(store, ticket)).toEqual(before);
  });

  test('where the area appends, text and files come to the closed ticket, which stays closed', async () => {
    const { ada, bob, ticket, close, told } = await office({ portal: 'append' });
    await close();
    expect((await bob.get(ticket)).can.reply).toBe(true);
    await bob.reply(ticket, { text: 'Thank you' });
    await bob.upload(ticket, file);
    expect(await ada.tickets.get(ticket)).toMatchObject({ step: 'closed', indicators: { hasDocuments: true } });
    expect(await told()).toEqual(['ada@desk.example', 'ada@desk.example']);
  });

  test('where the area reopens, an addition opens the ticket by the transition that it names, logged as the desk’s own doing', async () => {
    const { ada, bob, ticket, close, told, store } = await office({ portal: 'reopen', reopenBy: 'reopen' });
    await close();
    await bob.reply(ticket, { text: 'It burns again' });
    const now = await ada.tickets.get(ticket);
    expect(now).toMatchObject({ step: 'doing', closedAt: null, reopenedBy: { contact: 'acme', person: 'bob' } });
    expect((await ada.tickets.stepLog(ticket)).at(-1)).toMatchObject({ via: 'system', transition: { id: 'reopen' } });
    expect((await eventNames(store, ticket)).slice(-4)).toEqual([
      'ticket.moved',
      'ticket.reopened',
      'action.added',
      'mail.queued',
    ]);
    expect(await told()).toEqual(['ada@desk.example']);
    await ada.tickets.transition(ticket, 'close', { comment: 'Done' });
    await bob.upload(ticket, file);
    expect((await ada.tickets.get(ticket)).step).toBe('doing');
  });

  test('after the days that the area gives nothing is opened any more, and what is added is refused', async () => {
    const { bob, ticket, close, clock } = await office({ portal: 'reopen', reopenBy: 'reopen', reopenDays: 14 });
    await close();
    clock.advance({ days: 14 });
    expect((await bob.get(ticket)).can.reply).toBe(true);
    clock.advance({ minutes: 1 });
    expect((await bob.get(ticket)).can.reply).toBe(false);
    expect((await refusalOf(bob.reply(ticket, { text: 'Late' }))).code).toBe('ticket_closed');
  });
});

test('an area that reopens must name a way out of every closed step that asks for nothing', async () => {
  const problems = async (closed: ClosedInput, workflow = incident) => {
    const made = createTestDesk({
      areas: [defineArea({ id: 'office', name: 'Office', workflows: [workflow], closed })],
      roles: { lead: { '*': ['*'] } },
    });
    return (await refusalOf(made)).issues.map(({ path, code }) => `${path.slice(2).join('.')}: ${code}`);
  };
  expect(await problems({ portal: 'reopen' })).toEqual(['closed.reopenBy: required']);
  expect(await problems({ portal: 'reopen', reopenBy: 'nothing' })).toEqual(['closed.reopenBy: unknown_transition']);
  expect(await problems({ portal: 'reopen', reopenBy: 'start' })).toEqual(['closed.reopenBy: unknown_transition']);
  expect(await problems({ portal: 'always' as never })).toEqual(['closed.portal: not_an_option']);
  expect(await problems({ reopenDays: 0 })).toEqual(['closed.reopenDays: out_of_range']);
  const asking = defineWorkflow({
    id: 'asking',
    name: 'Asking',
    initial: 'new',
    steps: { new: { name: 'New', category: 'new' }, closed: { name: 'Closed', category: 'closed' } },
    transitions: {
      close: { name: 'Close', from: ['new'], to: 'closed', permission: 'work' },
      reopen: { name: 'Reopen', from: ['closed'], to: 'new', permission: 'reopen', comment: 'required' },
    },
  });
  expect(await problems({ portal: 'reopen', reopenBy: 'reopen' }, asking as never)).toEqual([
    'closed.reopenBy: needs_input',
  ]);
  // Where a way back leads depends on the ticket's past.
  const leaving = {
    id: 'asking',
    definition: {
      ...asking.definition,
      transitions: asking.definition.transitions.map((one) =>
        one.id === 'reopen'
          ? { ...one, comment: 'none', to: { return: true, fallback: { workflow: 'incident' } } }
          : one,
      ),
    },
  };
  expect(await problems({ portal: 'reopen', reopenBy: 'reopen' }, leaving as never)).toContain(
    'closed.reopenBy: unknown_transition',
  );
});
