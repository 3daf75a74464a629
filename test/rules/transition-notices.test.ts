import { describe, expect, test } from 'vitest';
import { defineArea } from '../../src/area/define-area.ts';
import { defineWorkflow } from '../../src/workflow/define-workflow.ts';
import { createTestDesk } from '../kit/create-test-desk.ts';
import { everyStore } from './every-store.ts';
import { openHelpdesk, printer } from './helpdesk.ts';
import { eventNames, eventsOf } from './stored.ts';

describe.each(everyStore)('on $name', ({ open }) => {
  const doing = async () => {
    const kit = await openHelpdesk(await open());
    const ada = kit.agent('Ada', 'agent');
    const grace = kit.agent('Grace', 'agent');
    const linus = kit.agent('Linus', 'agent');
    const { ticket } = await ada.tickets.create({ area: 'helpdesk', workflow: 'incident', ...printer });
    await ada.tickets.transition(ticket.id, 'start');
    return { ...kit, ada, grace, linus, ticket: ticket.id, number: ticket.number };
  };

  test('a change of the responsible by a transition sends one mail each to the new and the previous one, with comment and link [TRN-11]', async () => {
    const { linus, ticket, number, desk, mails } = await doing();
    const answer = await linus.tickets.transition(ticket, 'pass', {
      responsible: 'grace',
      comment: 'She knows printers.',
    });
    expect(answer).toMatchObject({ drafts: [], questions: [], warnings: [] });
    await desk.deliver();
    expect(mails.map(({ envelope }) => envelope.to).sort()).toEqual(['ada@desk.example', 'grace@desk.example']);
    for (const mail of mails) {
      expect(mail.text).toContain('Linus has handed ticket');
      expect(mail.text).toContain('from Ada to Grace');
      expect(mail.text).toContain('She knows printers.');
      expect(mail.text).toContain(`https://crm.example/agent/tickets/${ticket}`);
      expect(mail.subject).toContain(number);
      expect(mail.to).toHaveLength(1);
      expect(mail.cc).toEqual([]);
    }
    await desk.deliver();
    expect(mails).toHaveLength(2);
  });

  test('a notice without a comment is sent as well, in the language of who gets it', async () => {
    const { ada, ticket, desk, mails, people } = await doing();
    people.addUser({ id: 'hans', name: 'Hans', email: 'hans@desk.example', language: 'de' });
    await ada.tickets.transition(ticket, 'pass', { responsible: 'hans' });
    await desk.deliver();
    expect(mails.map(({ text }) => text)).toEqual([
      `Ada hat das Ticket HELPDESK-2026-00001 von Ada an Hans übergeben.\n\nStatus: In progress\nhttps://crm.example/agent/tickets/${ticket}\n`,
    ]);
  });

  test('the actor is never told what he did himself, whichever side he is on [TRN-11]', async () => {
    const { ada, grace, ticket, desk, mails } = await doing();
    await ada.tickets.transition(ticket, 'pass', { responsible: 'grace' });
    await desk.deliver();
    expect(mails.map(({ envelope }) => envelope.to)).toEqual(['grace@desk.example']);
    await ada.tickets.transition(ticket, 'pass', { responsible: 'ada' });
    await desk.deliver();
    expect(mails.map(({ envelope }) => envelope.to)).toEqual(['grace@desk.example', 'grace@desk.example']);
    await ada.tickets.transition(ticket, 'pass', { responsible: 'grace' });
    await grace.tickets.transition(ticket, 'wait', { responsible: 'ada' });
    await desk.deliver();
    expect(mails.slice(2).map(({ envelope }) => envelope.to)).toEqual(['grace@desk.example', 'ada@desk.example']);
  });

  test('a previous responsible who is inactive gets no mail [TRN-11]', async () => {
    const { linus, ticket, desk, mails, people, store } = await doing();
    people.addUser({ id: 'ada', name: 'Ada', email: 'ada@desk.example', active: false });
    await linus.tickets.transition(ticket, 'pass', { responsible: 'grace' });
    await desk.deliver();
    expect(mails.map(({ envelope }) => envelope.to)).toEqual(['grace@desk.example']);
    expect(await eventNames(store, ticket)).not.toContain('notification.undeliverable');
  });

  test('a recipient without an address, or unknown by now, is recorded and the transition stands [TRN-11 refused]', async () => {
    const { linus, ticket, desk, mails, people, store } = await doing();
    const heard: unknown[] = [];
    desk.on('notification.undeliverable', (event) => heard.push(event.data));
    people.addUser({ id: 'paul', name: 'Paul' });
    const { ticket: moved } = await linus.tickets.transition(ticket, 'pass', { responsible: 'paul' });
    expect(moved.responsible).toBe('paul');
    expect((await linus.tickets.get(ticket)).responsible).toBe('paul');
    await desk.deliver();
    expect(mails.map(({ envelope }) => envelope.to)).toEqual(['ada@desk.example']);
    const undeliverable = (await eventsOf(store, ticket)).filter(({ type }) => type === 'notification.undeliverable');
    expect(undeliverable.map(({ data }) => data)).toEqual([{ kind: 'assigned', user: 'paul', reason: 'no_address' }]);
    expect(heard).toEqual([{ kind: 'assigned', user: 'paul', reason: 'no_address' }]);
  });

  test('a transition that says inform: false hands over without a mail [TRN-11]', async () => {
    const quiet = defineWorkflow({
      id: 'quiet',
      name: 'Quiet',
      initial: 'new',
      steps: { new: { name: 'New', category: 'new' }, closed: { name: 'Closed', category: 'closed' } },
      transitions: {
        pass: { name: 'Pass', from: ['new'], to: 'new', permission: 'work', responsible: 'required', inform: false },
        close: { name: 'Close', from: ['new'], to: 'closed', permission: 'work' },
      },
    });
    const { agent, desk, mails, store } = await createTestDesk({
      areas: [defineArea({ id: 'quiet', name: 'Quiet', workflows: [quiet] })],
      roles: { agent: { quiet: ['*'] } },
      store: await open(),
    });
    const ada = agent('Ada', 'agent');
    agent('Grace', 'agent');
    const { ticket } = await ada.tickets.create(printer);
    await ada.tickets.transition(ticket, 'pass', { responsible: 'grace' });
    await desk.deliver();
    expect(mails).toEqual([]);
    expect(await eventNames(store, ticket)).toEqual(['ticket.created', 'ticket.moved', 'ticket.responsible_changed']);
  });

  test('without an effective change of user no mail is made, also with a comment or with the same user named [TRN-12]', async () => {
    const { linus, ticket, desk, mails, store } = await doing();
    await linus.tickets.transition(ticket, 'pass', { responsible: 'ada', comment: 'Stays with Ada.' });
    await linus.tickets.transition(ticket, 'wait', { comment: 'Waiting for the cable.', responsible: 'ada' });
    await linus.tickets.transition(ticket, 'resume');
    await desk.deliver();
    expect(mails).toEqual([]);
    expect(await eventNames(store, ticket)).toEqual([
      'ticket.created',
      'ticket.moved',
      'ticket.moved',
      'ticket.moved',
      'ticket.moved',
    ]);
  });
});
