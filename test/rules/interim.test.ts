import { describe, expect, test } from 'vitest';
import { defineArea } from '../../src/area/define-area.ts';
import type { Agent } from '../../src/engine/agent.ts';
import { rolePolicy } from '../../src/ports/role-policy.ts';
import { hours } from '../../src/ticket/time-spent.ts';
import { createTestDesk } from '../kit/create-test-desk.ts';
import { everyStore } from './every-store.ts';
import { type caretaker, type helpdesk, mail, openHelpdesk, printer } from './helpdesk.ts';
import { eventNames, stored } from './stored.ts';

describe.each(everyStore)('on $name', ({ open }) => {
  const started = async (requester: Readonly<Record<string, string>> = printer.requester) => {
    const kit = await openHelpdesk(await open());
    const ada = kit.agent('Ada', 'agent');
    kit.people.addContact({ id: 'acme', name: 'Acme', email: 'office@acme.example' });
    kit.people.addPerson({ id: 'bob', name: 'Bob Baker', email: 'bob@private.example', contacts: ['acme'] });
    const { ticket } = await ada.tickets.create({ area: 'helpdesk', workflow: 'incident', ...printer, requester });
    await ada.tickets.transition(ticket, 'start');
    return { ...kit, ada, ticket: ticket.id };
  };
  type Ada = Agent<typeof helpdesk | typeof caretaker>;
  const tell = (ada: Ada, ticket: string, description: string, occurredAt?: string) =>
    ada.actions.add(ticket, {
      visibility: 'external',
      description,
      ...(occurredAt === undefined ? {} : { occurredAt }),
    });
  const textOf = async (ada: Ada, ticket: string) => (await ada.tickets.draftInterim(ticket)).drafts[0]?.text ?? '';

  test('interim information can be drafted in every step but a closed one, also when there is nothing to tell [INT-01]', async () => {
    const { ada, ticket, agent } = await started();
    const fresh = (await ada.tickets.create({ area: 'helpdesk', workflow: 'incident', ...printer })).ticket;
    for (const id of [fresh.id, ticket]) {
      const { drafts, ticket: after } = await ada.tickets.draftInterim(id);
      expect(drafts).toMatchObject([{ kind: 'interim', state: 'draft', ticket: id }]);
      expect(drafts[0]?.text).toContain('we are working on your ticket');
      expect(after.indicators.openDrafts).toBe(1);
    }
    await ada.tickets.transition(ticket, 'wait');
    expect((await ada.tickets.draftInterim(ticket)).drafts).toHaveLength(1);
    await ada.tickets.close(ticket, { comment: 'Done' });
    await expect(ada.tickets.draftInterim(ticket)).rejects.toMatchObject({ code: 'ticket_closed' });
    expect(await ada.preview.tickets.draftInterim(ticket)).toMatchObject({
      allowed: false,
      refusal: { code: 'ticket_closed' },
    });
    await agent('Lena', 'lead').tickets.transition(ticket, 'reopen');
    expect((await ada.tickets.draftInterim(ticket)).drafts).toHaveLength(1);
  });

  test('who may only read drafts no interim information [INT-01 refused]', async () => {
    const { ticket, agent, store } = await started();
    const before = await stored(store, ticket);
    await expect(agent('Rita', 'reader').tickets.draftInterim(ticket)).rejects.toMatchObject({
      code: 'forbidden',
      data: { permission: 'ticket.edit', area: 'helpdesk' },
    });
    expect(await stored(store, ticket)).toEqual(before);
  });

  test('the draft is the acting user’s; a second call makes a second one and names those that wait; none leaves by itself [INT-02]', async () => {
    const { ada, ticket, agent, desk, mails, clock, store } = await started();
    const grace = agent('Grace', 'agent');
    const first = await ada.tickets.draftInterim(ticket);
    expect(first).toMatchObject({ drafts: [{ owner: 'ada' }], otherOpenDrafts: [], replayed: false });
    const second = await grace.tickets.draftInterim(ticket);
    expect(second.drafts).toMatchObject([{ owner: 'grace' }]);
    expect(second.drafts[0]?.id).not.toBe(first.drafts[0]?.id);
    // A colleague's draft is named as `tickets.mails` shows it: without its text.
    expect(second.otherOpenDrafts).toEqual([
      (await ada.tickets.mails(ticket)).find(({ id }) => id === first.drafts[0]?.id),
    ]);
    clock.advance({ days: 400 });
    await desk.deliver();
    expect(mails).toEqual([]);
    await ada.outbox.discard(first.drafts[0]?.id ?? '');
    const third = await ada.tickets.draftInterim(ticket, { idempotencyKey: 'third' });
    expect(third.otherOpenDrafts.map(({ id }) => id)).toEqual([second.drafts[0]?.id]);
    const before = await stored(store, ticket);
    const again = await ada.tickets.draftInterim(ticket, { idempotencyKey: 'third' });
    expect(again).toEqual({ ...third, replayed: true });
    expect(await stored(store, ticket)).toEqual(before);
    expect((await eventNames(store, ticket)).filter((name) => name.startsWith('mail.'))).toEqual([
      'mail.drafted',
      'mail.drafted',
      'mail.discarded',
      'mail.drafted',
    ]);
  });

  test('it goes to the requester’s own address; without one to nobody, with a warning, and what records say is only offered [INT-03]', async () => {
    const requester = { contact: 'acme', person: 'bob', name: 'Bob Baker', email: 'bob@acme.example' };
    const { ada, ticket } = await started(requester);
    const { drafts, warnings } = await ada.tickets.draftInterim(ticket);
    expect(drafts).toMatchObject([{ to: [{ name: 'Bob Baker', address: 'bob@acme.example' }], cc: [] }]);
    expect(warnings).toEqual([]);
    // The person's record has no address of its own that differs from the ticket's only in case.
    await ada.tickets.update(ticket, { requester: { email: 'BOB@private.example' } });
    const same = await ada.tickets.draftInterim(ticket);
    expect(same.drafts[0]?.suggestedRecipients).toEqual([{ name: 'Acme', address: 'office@acme.example' }]);
  });

  test('a draft without a recipient is not sent [INT-03] [INT-03 refused]', async () => {
    const area = defineArea({
      id: 'phone',
      name: 'Phone',
      required: [],
      statuses: [
        { id: 'new', name: 'New', category: 'new' },
        { id: 'done', name: 'Done', category: 'closed' },
      ],
    });
    const { agent, people, store } = await createTestDesk({
      areas: [area],
      roles: { agent: { '*': ['*'] } },
      store: await open(),
    });
    const ada = agent('Ada', 'agent');
    people.addContact({ id: 'acme', name: 'Acme', email: 'office@acme.example' });
    people.addPerson({ id: 'bob', name: 'Bob', email: 'bob@private.example', contacts: ['acme'] });
    const requester = { contact: 'acme', person: 'bob', name: 'Bob', email: '' };
    const { ticket } = await ada.tickets.create({ subject: 'Printer', requester });
    const { drafts, warnings } = await ada.tickets.draftInterim(ticket);
    expect(drafts).toMatchObject([
      {
        to: [],
        suggestedRecipients: [
          { name: 'Bob', address: 'bob@private.example' },
          { name: 'Acme', address: 'office@acme.example' },
        ],
      },
    ]);
    expect(warnings).toMatchObject([{ code: 'no_recipient' }]);
    const before = await stored(store, ticket);
    await expect(ada.outbox.send(drafts[0]?.id ?? '')).rejects.toMatchObject({
      code: 'invalid_input',
      issues: [{ path: ['to'], code: 'required' }],
    });
    expect(await stored(store, ticket)).toEqual(before);
  });

  test('the area’s text and the block of actions can be edited as a whole; a lost number is warned of [INT-04]', async () => {
    const { ada, ticket } = await started();
    await tell(ada, ticket, 'The cable is ordered.');
    const { drafts } = await ada.tickets.draftInterim(ticket);
    const id = drafts[0]?.id ?? '';
    expect(drafts[0]?.subject).toBe('Printer on fire [#HELPDESK-2026-00001]');
    expect(drafts[0]?.text).toBe(`Dear Bob Baker,

we are working on your ticket HELPDESK-2026-00001. This is what was done so far, newest first.

2026-03-03 13:00 – The cable is ordered.
The cable is ordered.

Please keep the number in the subject when you write to us about it.

Your Help-Desk
`);
    const { mail: edited, warnings } = await ada.outbox.update(id, { text: 'Dear Bob,\n\nit comes on Friday.\n' });
    expect([edited.text, warnings]).toEqual(['Dear Bob,\n\nit comes on Friday.\n', []]);
    expect((await ada.outbox.update(id, { subject: 'Friday' })).warnings).toMatchObject([{ code: 'number_missing' }]);
  });

  test('a line break in a header field is refused [INT-04 refused]', async () => {
    const { ada, ticket, store } = await started();
    const id = (await ada.tickets.draftInterim(ticket)).drafts[0]?.id ?? '';
    const before = await stored(store, ticket);
    for (const changes of [
      { subject: 'Friday\r\nBcc: everybody@acme.example' },
      { to: [{ name: 'Bob\nX', address: 'bob@acme.example' }] },
      { cc: [{ address: 'bob@acme.example\r\nX: y' }] },
    ]) {
      await expect(ada.outbox.update(id, changes)).rejects.toMatchObject({ code: 'invalid_input' });
    }
    expect(await stored(store, ticket)).toEqual(before);
  });

  test('all external actions are in it with their times, no internal one; it is a snapshot that can be refreshed [INT-05]', async () => {
    const { ada, ticket, agent } = await started();
    await ada.actions.add(ticket, { visibility: 'external', description: 'First look', timeSpent: hours(0.5) });
    await ada.actions.add(ticket, { visibility: 'internal', description: 'CANARY', timeSpent: hours(7.77) });
    const { drafts } = await ada.tickets.draftInterim(ticket);
    const draft = drafts[0]?.id ?? '';
    expect(drafts[0]?.text).toContain('First look (0.50 h)\nFirst look\n');
    expect(drafts[0]?.text).toContain('Time spent: 0.50 h\n');
    await ada.outbox.update(draft, { cc: [{ address: 'carol@acme.example' }], text: 'Mine' });
    await ada.actions.add(ticket, { visibility: 'external', description: 'Second look', timeSpent: hours(0.25) });
    expect((await ada.outbox.get(draft)).text).toBe('Mine');
    const { mail: refreshed } = await ada.outbox.refresh(draft);
    expect(refreshed).toMatchObject({ state: 'draft', version: 3, cc: [{ address: 'carol@acme.example' }] });
    expect(refreshed.text).toMatch(/Second look[\s\S]*First look[\s\S]*Time spent: 0\.75 h/);
    expect(JSON.stringify(refreshed)).not.toMatch(/CANARY|7[.,]77|8[.,]/);
    await ada.outbox.send(draft);
    await expect(ada.outbox.refresh(draft)).rejects.toMatchObject({ code: 'wrong_state', data: { state: 'queued' } });
    // By default the next one tells everything again.
    expect(await textOf(agent('Grace', 'agent'), ticket)).toMatch(/Second look[\s\S]*First look/);
  });

  test('an area may tell only what no mail that was sent off has told [INT-05]', async () => {
    const area = defineArea({
      id: 'news',
      name: 'News',
      interim: { onlyUncommunicated: true },
      statuses: [
        { id: 'new', name: 'New', category: 'new' },
        { id: 'done', name: 'Done', category: 'closed' },
      ],
    });
    const { agent } = await createTestDesk({
      areas: [area],
      roles: { agent: { '*': ['*'] } },
      store: await open(),
    });
    const ada = agent('Ada', 'agent');
    const { ticket } = await ada.tickets.create(printer);
    const add = (description: string) => ada.actions.add(ticket, { visibility: 'external', description });
    const draft = async () => (await ada.tickets.draftInterim(ticket)).drafts[0];
    await add('One');
    const { action: hidden } = await ada.actions.add(ticket, { visibility: 'internal', description: 'Hidden' });
    const first = await draft();
    await add('Two');
    const second = await draft();
    expect(second?.text).toMatch(/Two[\s\S]*One/);
    // What waits, or was given up, has told nobody; what was sent told what was in it.
    await ada.outbox.discard(second?.id ?? '');
    await ada.outbox.send(first?.id ?? '');
    const third = await draft();
    expect(third?.text).toContain('Two');
    expect(third?.text).not.toContain('One');
    await add('Three');
    await ada.outbox.refresh(third?.id ?? '');
    await ada.outbox.send(third?.id ?? '');
    await add('Four');
    const { drafts } = await ada.actions.add(ticket, {
      visibility: 'external',
      description: 'Five',
      thenInterimDraft: true,
    });
    expect(drafts[0]?.text).toMatch(/Five[\s\S]*Four/);
    expect(drafts[0]?.text).not.toMatch(/One|Two|Three/);
    // What was hidden when a mail left is news once it is published, however old it is.
    await ada.outbox.send(drafts[0]?.id ?? '');
    await ada.actions.publish(hidden);
    const last = await draft();
    expect(last?.text).toContain('Hidden');
    expect(last?.text).not.toMatch(/One|Two|Three|Four|Five/);
    // A closing mail tells the whole history all the same.
    expect((await ada.tickets.close(ticket)).drafts[0]?.text).toMatch(
      /Five[\s\S]*Four[\s\S]*Three[\s\S]*Two[\s\S]*Hidden[\s\S]*One/,
    );
  });

  test('the newest action stands on top, by the time people see; a back-dated one sinks, and ties keep the order of writing [INT-06]', async () => {
    const { ada, ticket, clock } = await started();
    await tell(ada, ticket, 'A');
    clock.advance({ hours: 1 });
    await tell(ada, ticket, 'B');
    await tell(ada, ticket, 'C');
    await tell(ada, ticket, 'D', '2026-03-03T13:30:00Z');
    await tell(ada, ticket, 'E', '2026-03-01T08:00:00Z');
    clock.advance({ hours: 1 });
    await tell(ada, ticket, 'F', '2026-03-03T14:00:00Z');
    const order = (await textOf(ada, ticket)).match(/(?<=– )[A-F]$/gm);
    expect(order).toEqual(['F', 'C', 'B', 'D', 'A', 'E']);
    expect(order).toEqual((await ada.actions.list(ticket)).map(({ description }) => description));
  });

  test('an action sends nothing by itself; asked for, a draft with it in it waits beside it [ACT-05]', async () => {
    const { ada, ticket, desk, mails, store } = await started();
    const plain = await tell(ada, ticket, 'First look');
    expect(plain.drafts).toEqual([]);
    await tell(ada, ticket, 'Second look');
    const asked = { visibility: 'external', description: 'Third look', timeSpent: 25, thenInterimDraft: true } as const;
    expect(await ada.preview.actions.add(ticket, asked)).toMatchObject({
      allowed: true,
      events: ['action.added', 'mail.drafted'],
      mails: [{ mode: 'draft', reason: 'interim', text: expect.stringMatching(/Third[\s\S]*Second[\s\S]*First/) }],
    });
    const { drafts, action } = await ada.actions.add(ticket, asked);
    expect(drafts).toMatchObject([{ kind: 'interim', owner: 'ada', to: [{ address: 'bob@acme.example' }] }]);
    expect(drafts[0]?.text).toMatch(/Third look \(0\.25 h\)[\s\S]*Second[\s\S]*First[\s\S]*Time spent: 0\.25 h/);
    expect((await ada.actions.list(ticket))[0]?.id).toBe(action.id);
    await desk.deliver();
    expect(mails).toEqual([]);
    expect((await eventNames(store, ticket)).slice(-2)).toEqual(['action.added', 'mail.drafted']);
  });

  test('an internal action is never drafted for the requester', async () => {
    const { ada, ticket, store } = await started();
    const before = await stored(store, ticket);
    await expect(
      ada.actions.add(ticket, { visibility: 'internal', description: 'CANARY', thenInterimDraft: true }),
    ).rejects.toMatchObject({
      code: 'invalid_input',
      issues: [{ path: ['thenInterimDraft'], code: 'internal_not_sendable' }],
    });
    expect(await stored(store, ticket)).toEqual(before);
  });

  test('it continues the conversation of the mail that the ticket was made from', async () => {
    const { ada, mailbox, desk, mails, clock } = await started();
    const ref = mailbox.put(mail({ 'Message-ID': '<first@acme.example>' }));
    const { ticket } = await ada.tickets.create({ area: 'helpdesk', from: { mail: ref } });
    const { drafts } = await ada.tickets.draftInterim(ticket);
    await ada.outbox.send(drafts[0]?.id ?? '');
    clock.advance({ hours: 1 });
    await desk.deliver();
    expect(mails).toMatchObject([{ inReplyTo: '<first@acme.example>' }]);
    expect(mails[0]?.headers).not.toHaveProperty('Auto-Submitted');
  });

  test('it is written in the language and the time zone of the area, with the area’s own text', async () => {
    const { ada, agent } = await started();
    const { ticket } = await ada.tickets.create({ area: 'caretaker', ...printer });
    await tell(ada, ticket.id, 'Kabel bestellt.');
    expect(await textOf(ada, ticket.id)).toContain('03.03.2026 14:00 – Kabel bestellt.');
    const root = agent('Root', 'administrator');
    await root.settings.update({
      areas: {
        caretaker: {
          templates: {
            interim: {
              de: { subject: 'Zwischenstand', body: '{% for a in actions %}* {{ a.description }}{% endfor %}' },
            },
          },
        },
      },
    });
    const { drafts } = await ada.tickets.draftInterim(ticket);
    expect(drafts[0]).toMatchObject({ subject: 'Zwischenstand [#CARETAKER-2026-00001]', text: '* Kabel bestellt.' });
  });

  test('a draft that the desk itself asks for belongs to the responsible [OUT-02]', async () => {
    const area = defineArea({
      id: 'desk',
      name: 'Desk',
      statuses: [
        { id: 'new', name: 'New', category: 'new' },
        { id: 'done', name: 'Done', category: 'closed' },
      ],
    });
    const kit = await createTestDesk({
      areas: [area],
      roles: {},
      store: await open(),
      options: {
        authorizer: rolePolicy({
          roles: { agent: { '*': ['*'] } },
          rolesOf: () => ['agent'],
          system: { '*': ['ticket.read', 'ticket.edit'] },
        }),
      },
    });
    const ada = kit.agent('Ada', 'agent');
    kit.agent('Grace', 'agent');
    const { ticket } = await ada.tickets.create({ ...printer, responsible: 'grace' });
    const { drafts } = await kit.desk.asSystem('weekly report').tickets.draftInterim(ticket);
    expect(drafts).toMatchObject([{ owner: 'grace', state: 'draft' }]);
    expect((await kit.desk.as({ user: 'grace' }).outbox.list()).items).toMatchObject([{ id: drafts[0]?.id }]);
    await expect(ada.outbox.get(drafts[0]?.id ?? '')).rejects.toMatchObject({ code: 'not_found' });
  });

  test('whoever may not read the ticket any more learns nothing by refreshing an old draft', async () => {
    const { agent, ticket, desk } = await started();
    const grace = agent('Grace', 'agent');
    const { drafts } = await grace.tickets.draftInterim(ticket);
    const draft = drafts[0]?.id ?? '';
    agent('Grace', 'nothing');
    expect(await desk.as({ user: 'grace' }).outbox.get(draft)).toMatchObject({ state: 'draft' });
    await expect(grace.outbox.refresh(draft)).rejects.toMatchObject({ code: 'not_found', data: { what: 'ticket' } });
  });
});
