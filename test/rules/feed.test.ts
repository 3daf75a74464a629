import { describe, expect, test } from 'vitest';
import { everyStore } from './every-store.ts';
import { mail, openHelpdesk, printer } from './helpdesk.ts';

describe.each(everyStore)('on $name', ({ open }) => {
  const opened = async () => {
    const kit = await openHelpdesk(await open());
    const ada = kit.agent('Ada', 'agent');
    return { ...kit, ada };
  };

  test('actions and mails stand in one chronology, the newest first by the moment people see [ACT-14]', async () => {
    const { ada, desk, mailbox, clock } = await opened();
    const source = mailbox.put(mail());
    const { ticket, drafts } = await ada.tickets.create({
      area: 'helpdesk',
      workflow: 'incident',
      from: { mail: source },
    });
    const add = (description: string, occurredAt?: string) =>
      ada.actions.add(ticket, {
        visibility: 'external',
        description,
        ...(occurredAt === undefined ? {} : { occurredAt }),
      });
    clock.advance({ minutes: 10 });
    await add('first');
    await ada.outbox.send(drafts[0]?.id ?? '');
    clock.advance({ minutes: 10 });
    await desk.deliver();
    await add('second');
    await add('before the mail came', '2026-03-03T12:00:00Z');
    await add('tomorrow', '2026-03-04T12:00:00Z');
    await ada.tickets.transition(ticket, 'start');
    // A draft is nothing that happened yet.
    await ada.tickets.close(ticket, { comment: 'Done' });
    const entries = await ada.tickets.feed(ticket);
    expect(
      entries.map((entry) => [
        entry.occurredAt,
        entry.type === 'action' ? entry.action.description : `${entry.mail.direction} ${entry.mail.subject}`,
      ]),
    ).toEqual([
      ['2026-03-04T12:00:00.000Z', 'tomorrow'],
      ['2026-03-03T13:20:00.000Z', 'second'],
      ['2026-03-03T13:20:00.000Z', 'out Printer does not print [#HELPDESK-2026-00001]'],
      ['2026-03-03T13:10:00.000Z', 'first'],
      ['2026-03-03T13:00:00.000Z', 'in Printer does not print'],
      ['2026-03-03T12:00:00.000Z', 'before the mail came'],
    ]);
    expect(new Set(entries.map(({ seq }) => seq)).size).toBe(entries.length);
    const actions = entries.flatMap((entry) => (entry.type === 'action' ? [entry.action] : []));
    expect(await ada.actions.list(ticket)).toEqual(actions);
    const shown = await ada.actions.list(ticket, { order: 'oldest' });
    expect(shown).toEqual(actions.toReversed());
  });

  test('a requester sees when an action happened and never when it was written [ACT-14]', async () => {
    const { ada, requester, people } = await opened();
    people.addContact({ id: 'acme', name: 'Acme' });
    const { ticket } = await ada.tickets.create({
      area: 'helpdesk',
      ...printer,
      requester: { ...printer.requester, contact: 'acme' },
    });
    const occurredAt = '2026-03-01T09:00:00.000Z';
    await ada.actions.add(ticket, { visibility: 'external', description: 'You called.', occurredAt });
    const seen = await requester('Bob', { contact: 'acme' }).get(ticket.id);
    expect(seen.actions).toEqual([
      { at: occurredAt, by: 'us', shortDescription: 'You called.', description: 'You called.', timeSpent: 0 },
    ]);
  });

  test('actions are read alone or together with mails [ACT-04]', async () => {
    const { ada, mailbox } = await opened();
    const { ticket } = await ada.tickets.create({ area: 'helpdesk', from: { mail: mailbox.put(mail()) } });
    for (const visibility of ['internal', 'external'] as const)
      await ada.actions.add(ticket, { visibility, description: visibility });
    const types = async (...wanted: readonly ('action' | 'mail')[]) =>
      (await ada.tickets.feed(ticket, wanted.length === 0 ? {} : { types: wanted })).map(({ type }) => type);
    expect(await types()).toEqual(['action', 'action', 'mail']);
    expect(await types('mail', 'action', 'mail')).toEqual(['action', 'action', 'mail']);
    expect(await types('action')).toEqual(['action', 'action']);
    expect(await types('mail')).toEqual(['mail']);
    expect((await ada.actions.list(ticket, { visibility: 'internal' })).map((one) => one.description)).toEqual([
      'internal',
    ]);
    expect((await ada.actions.list(ticket, { visibility: 'external', order: 'oldest' })).length).toBe(1);
  });

  test('an unknown type of entry is refused [ACT-04 refused]', async () => {
    const { ada } = await opened();
    const { ticket } = await ada.tickets.create({ area: 'helpdesk', ...printer });
    for (const [types, path, code] of [
      [['action', 'phone'], ['types', 1], 'not_an_option'],
      [[], ['types'], 'too_small'],
      ['action', ['types'], 'wrong_type'],
    ] as const) {
      await expect(ada.tickets.feed(ticket, { types } as never)).rejects.toMatchObject({
        code: 'invalid_input',
        issues: [{ path, code }],
      });
    }
    for (const query of [{ order: 'random' }, { visibility: 'public' }, { type: 'external' }]) {
      await expect(ada.actions.list(ticket, query as never)).rejects.toMatchObject({ code: 'invalid_input' });
    }
  });
});
