import { describe, expect, test } from 'vitest';
import { defineArea } from '../../src/area/define-area.ts';
import { createTestDesk } from '../kit/create-test-desk.ts';
import { everyStore } from './every-store.ts';
import { incident, openHelpdesk, printer } from './helpdesk.ts';
import { eventNames, stored } from './stored.ts';

const note = { visibility: 'internal', description: 'Please look at the cable.' } as const;

describe.each(everyStore)('on $name', ({ open }) => {
  test('what concerns a user is listed over all tickets that the reader may see, the newest first, page by page', async () => {
    const { agent, clock } = await openHelpdesk(await open());
    const [ada, grace, rita] = [agent('Ada', 'agent'), agent('Grace', 'clerk'), agent('Rita', 'reader')];
    const create = async (area: 'helpdesk' | 'caretaker') => (await ada.tickets.create({ area, ...printer })).ticket.id;
    const [printed, lamp] = [await create('helpdesk'), await create('caretaker')];
    const add = async (ticket: string, concerns: readonly string[], occurredAt?: string) => {
      clock.advance({ minutes: 1 });
      const when = occurredAt === undefined ? {} : { occurredAt };
      return (await ada.actions.add(ticket, { ...note, concerns, ...when })).action.id;
    };
    const first = await add(printed, ['grace', 'ada']);
    await add(printed, ['ada']);
    const second = await add(printed, ['grace']);
    const hidden = await add(lamp, ['grace']);
    const early = await add(printed, ['grace'], '2026-03-01T08:00:00Z');
    const listed = async (who: typeof ada, user?: string) => {
      const { items, next } = await who.actions.concerning(user === undefined ? {} : { user });
      expect(next).toBeNull();
      return items.map(({ action }) => action.id);
    };
    // Being concerned gains nothing: the clerk may not read the caretaker’s ticket.
    expect(await listed(grace)).toEqual([second, first, early]);
    expect(await listed(rita, 'grace')).toEqual([hidden, second, first, early]);
    expect(await listed(rita)).toEqual([]);
    const { items } = await grace.actions.concerning({ limit: 1 });
    expect(items).toMatchObject([
      {
        action: { ...note, ticket: printed, can: { edit: false, publish: true, remove: true } },
        ticket: { id: printed, can: { edit: true } },
      },
    ]);
    expect((await ada.actions.concerning({ limit: 1 })).items).toMatchObject([
      { action: { can: { edit: true, publish: true, remove: true } } },
    ]);
    const paged: string[] = [];
    for (let after: string | null | undefined; after !== null; ) {
      const page = await rita.actions.concerning({
        user: 'grace',
        limit: 2,
        ...(after === undefined ? {} : { after }),
      });
      paged.push(...page.items.map(({ action }) => action.id));
      after = page.next;
      // What is new comes on the first page, and shifts no later one.
      if (paged.length === 2) await add(printed, ['grace']);
    }
    expect(paged).toEqual([hidden, second, first, early]);
  });

  test('the list follows every edit and removal', async () => {
    const { agent } = await openHelpdesk(await open());
    const [ada, grace] = [agent('Ada', 'agent'), agent('Grace', 'agent')];
    const { ticket } = await ada.tickets.create({ area: 'helpdesk', ...printer });
    const { action } = await ada.actions.add(ticket, note);
    const listed = async () => (await grace.actions.concerning()).items.map((item) => item.action.description);
    expect(await listed()).toEqual([]);
    await ada.actions.edit(action, { concerns: ['grace'] });
    expect(await listed()).toEqual([note.description]);
    await ada.actions.edit(action, { description: 'Solved' });
    expect(await listed()).toEqual(['Solved']);
    await ada.actions.remove(action);
    expect(await listed()).toEqual([]);
  });

  test.each([
    [{ after: 'nonsense' }, ['after'], 'bad_cursor'],
    [{ limit: 0 }, ['limit'], 'too_small'],
    [{ user: '' }, ['user'], 'required'],
    [{ users: ['ada'] }, ['users'], 'unknown_field'],
  ])('the question %j is refused', async (query, path, code) => {
    const { agent } = await openHelpdesk(await open());
    await expect(agent('Ada', 'agent').actions.concerning(query as never)).rejects.toMatchObject({
      code: 'invalid_input',
      issues: [{ path, code }],
    });
  });

  test('the desk itself is no user, so it names one', async () => {
    const { desk } = await openHelpdesk(await open());
    await expect(desk.asSystem('report').actions.concerning()).rejects.toMatchObject({
      code: 'invalid_input',
      issues: [{ path: ['user'], code: 'required' }],
    });
    expect(await desk.asSystem('report').actions.concerning({ user: 'ada' })).toEqual({ items: [], next: null });
  });

  const noticed = async (notifyConcerned?: boolean, language?: 'en' | 'de') => {
    const area = defineArea({
      id: 'helpdesk',
      name: 'Help-Desk',
      workflows: [incident],
      ...(notifyConcerned === undefined ? {} : { notifyConcerned }),
      ...(language === undefined ? {} : { language }),
    });
    const kit = await createTestDesk({
      areas: [area],
      roles: { agent: { '*': ['*'] }, nobody: {} },
      store: await open(),
    });
    const ada = kit.agent('Ada', 'agent');
    kit.agent('Grace', 'agent');
    kit.agent('Paul', 'nobody');
    const { ticket } = await ada.tickets.create(printer);
    let heard = 0;
    /** Who was told what since the last time. */
    const told = async () => {
      await kit.desk.deliver();
      const fresh = kit.mails.slice(heard);
      heard = kit.mails.length;
      return fresh.map(({ envelope, subject, text }) => ({ to: envelope.to, subject, text }));
    };
    return { ...kit, ada, ticket: ticket.id, told };
  };

  test('nobody is told of what concerns him, unless the area wants it [ACT-11]', async () => {
    for (const wanted of [undefined, false] as const) {
      const { ada, ticket, told, store } = await noticed(wanted);
      const { action } = await ada.actions.add(ticket, { ...note, concerns: ['grace', 'paul'] });
      await ada.actions.edit(action, { concerns: ['grace'] });
      expect(await told()).toEqual([]);
      expect(await eventNames(store, ticket)).toEqual(['ticket.created', 'action.added', 'action.edited']);
    }
    const { ada, ticket, told } = await noticed(true);
    await ada.actions.add(ticket, { ...note, concerns: ['ada', 'grace', 'paul'] });
    expect(await told()).toEqual([
      {
        to: 'grace@desk.example',
        subject: 'This concerns you: Printer on fire [#HELPDESK-2026-00001]',
        text: `Ada has named you in an action on ticket HELPDESK-2026-00001.

Please look at the cable.

https://crm.example/agent/tickets/${ticket}
`,
      },
      {
        to: 'paul@desk.example',
        subject: 'This concerns you [#HELPDESK-2026-00001]',
        text: `Ada has named you in an action on ticket HELPDESK-2026-00001.

You may not read this ticket; ask Ada what it is about.
`,
      },
    ]);
  });

  test('the notice ships in German too', async () => {
    const { ada, ticket, told } = await noticed(true, 'de');
    await ada.actions.add(ticket, { ...note, concerns: ['grace', 'paul'] });
    expect(await told()).toMatchObject([
      {
        subject: 'Das betrifft Sie: Printer on fire [#HELPDESK-2026-00001]',
        text: expect.stringContaining('Ada hat Sie in einer Aktion zum Ticket HELPDESK-2026-00001 genannt.'),
      },
      { subject: 'Das betrifft Sie [#HELPDESK-2026-00001]', text: expect.stringContaining('nicht lesen') },
    ]);
  });

  test('a text of the host’s own tells whoever may not read the ticket nothing but the number either', async () => {
    const everything = [
      'ticket.subject',
      'ticket.status',
      'requester.name',
      'responsible.name',
      'addition.text',
      'ticket.number',
    ];
    const text = everything.map((name) => `<{{ ${name} }}>`).join('');
    const area = defineArea({
      id: 'helpdesk',
      name: 'Help-Desk',
      workflows: [incident],
      notifyConcerned: true,
      templates: { concerned: { en: { subject: 'To you {{ ticket.subject }}', body: text } } },
    });
    const roles = { agent: { '*': ['*'] }, nobody: {} };
    const { agent, desk, mails } = await createTestDesk({ areas: [area], roles, store: await open() });
    const ada = agent('Ada', 'agent');
    agent('Grace', 'agent');
    agent('Paul', 'nobody');
    const { ticket } = await ada.tickets.create(printer);
    await ada.actions.add(ticket, { ...note, concerns: ['grace', 'paul'] });
    await desk.deliver();
    expect(mails.map((mail) => mail.text)).toEqual([
      '<Printer on fire><New><Bob Baker><Ada><Please look at the cable.><HELPDESK-2026-00001>',
      '<><><><><><HELPDESK-2026-00001>',
    ]);
  });

  test('an edit tells those whom it names for the first time, and a preview says so', async () => {
    const { ada, ticket, told, agent } = await noticed(true);
    agent('Mia', 'agent');
    const { action } = await ada.actions.add(ticket, { ...note, concerns: ['grace'] });
    await told();
    await ada.actions.edit(action, { description: 'Grace knows' });
    expect(await told()).toEqual([]);
    expect(await ada.preview.actions.edit(action, { concerns: ['grace', 'mia'] })).toMatchObject({
      allowed: true,
      mails: [{ to: [{ address: 'mia@desk.example' }], reason: 'concerned', mode: 'queued' }],
    });
    await ada.actions.edit(action, { concerns: ['grace', 'mia'], description: 'Mia too' });
    expect(await told()).toMatchObject([{ to: 'mia@desk.example', text: expect.stringContaining('Mia too') }]);
    await ada.actions.edit(action, { concerns: ['paul', 'mia'] });
    expect(await told()).toMatchObject([{ to: 'paul@desk.example', text: expect.not.stringContaining('Mia too') }]);
  });

  test('who cannot be written to stands in the history, and nobody is asked about where nobody is told', async () => {
    const { ada, ticket, people, store, told } = await noticed(true);
    people.addUser({ id: 'karl', name: 'Karl' });
    await ada.actions.add(ticket, { ...note, concerns: ['karl'] });
    expect(await told()).toEqual([]);
    expect((await stored(store, ticket)).tickets[0]?.details.events.at(-1)).toMatchObject({
      type: 'notification.undeliverable',
      data: { kind: 'concerned', user: 'karl', reason: 'no_address' },
    });
  });
});
