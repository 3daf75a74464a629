import { describe, expect, test } from 'vitest';
import { createMimeParser } from '../../adapters/mime/index.ts';
import { defineArea } from '../../src/area/define-area.ts';
import { createTestDesk } from '../kit/create-test-desk.ts';
import { createTestMailSource } from '../kit/test-mail-source.ts';
import { everyStore } from './every-store.ts';
import { mail, openHelpdesk, printer } from './helpdesk.ts';

const statuses = [
  { id: 'new', name: 'New', category: 'new' },
  { id: 'done', name: 'Done', category: 'closed' },
] as const;

describe.each(everyStore)('on $name', ({ open }) => {
  test('there are as many areas as the host wants, freely named, and a ticket is in the one it was made in [ARE-01]', async () => {
    const names = ['Trouble-Ticket', 'Hausmeister & Garten', 'Help-Desk', '督促 (Inkasso)', ' 5. Stock '];
    const areas = Array.from({ length: 60 }, (_, index) =>
      defineArea({ id: `a${index}`, name: names[index] ?? `Area ${index}`, statuses }),
    );
    const { agent } = await createTestDesk({ areas, roles: { lead: { '*': ['*'] } }, store: await open() });
    const lead = agent('Lea', 'lead');
    expect((await lead.tickets.creationOptions()).map(({ name }) => name)).toEqual(
      areas.map(({ settings }) => settings.name),
    );
    for (const { id } of areas) {
      const { ticket } = await lead.tickets.create({ area: id, ...printer });
      expect([ticket.area, ticket.number]).toEqual([id, `${id.toUpperCase()}-2026-00001`]);
      expect((await lead.tickets.byNumber(ticket.number)).id).toBe(ticket.id);
    }
  });

  test('a ticket cannot be made in an area that is not there, nor moved to another [ARE-01 refused]', async () => {
    const { agent } = await openHelpdesk(await open());
    const ada = agent('Ada', 'agent');
    await expect(ada.tickets.create({ area: 'garden' as never, ...printer })).rejects.toMatchObject({
      code: 'not_found',
      data: { what: 'area' },
    });
    await expect(ada.tickets.prepare({ area: 'garden' as never })).rejects.toMatchObject({
      code: 'not_found',
      data: { what: 'area' },
    });
    const { ticket } = await ada.tickets.create({ area: 'helpdesk', ...printer });
    for (const area of ['caretaker', 'garden', 'helpdesk']) {
      await expect(ada.tickets.update(ticket, { area, subject: 'Moved' } as never)).rejects.toMatchObject({
        code: 'invalid_input',
        issues: [expect.objectContaining({ path: ['area'], code: 'immutable' })],
      });
    }
    expect(await ada.tickets.get(ticket)).toEqual(ticket);
    expect(ticket.number).toBe('HELPDESK-2026-00001');
  });

  test('creating is permitted area by area: exactly the active ones with the permission are offered [ARE-02]', async () => {
    const { agent } = await createTestDesk({
      areas: ['one', 'two', 'three', 'four'].map((id) =>
        defineArea({ id, name: id.toUpperCase(), statuses, active: id !== 'three' }),
      ),
      roles: {
        clerk: { one: ['ticket.create'], two: ['ticket.read', 'ticket.edit'], three: ['ticket.create'], four: ['*'] },
        lead: { '*': ['*'] },
      },
      store: await open(),
    });
    const offered = async (name: string, role: string) =>
      (await agent(name, role).tickets.creationOptions()).map(({ id }) => id);
    expect(await offered('Carl', 'clerk')).toEqual(['one', 'four']);
    expect(await offered('Lea', 'lead')).toEqual(['one', 'two', 'four']);
    expect(await offered('Nobody', 'none')).toEqual([]);
  });

  test('who may create sees his own ticket, and none of the others of that area [ARE-02]', async () => {
    const { agent } = await createTestDesk({
      areas: [defineArea({ id: 'desk', name: 'Desk', statuses })],
      roles: { writer: { desk: ['ticket.create'] }, lead: { '*': ['*'] } },
      store: await open(),
    });
    const will = agent('Will', 'writer');
    const lea = agent('Lea', 'lead');
    const { ticket: own } = await will.tickets.create(printer);
    const { ticket: foreign } = await lea.tickets.create(printer);
    const { ticket: given } = await will.tickets.create({ ...printer, responsible: 'lea' });
    expect((await will.tickets.get(own)).id).toBe(own.id);
    expect((await will.tickets.get(given)).id).toBe(given.id);
    await expect(will.tickets.get(foreign)).rejects.toMatchObject({ code: 'not_found' });
    await expect(will.tickets.byNumber(foreign.number)).rejects.toMatchObject({ code: 'not_found' });
  });

  test('outside his areas Carl is refused: nothing is kept, no number drawn, the mail stays where it is [ARE-02 refused]', async () => {
    const { agent, mailbox } = await openHelpdesk(await open());
    const carl = agent('Carl', 'clerk');
    const ada = agent('Ada', 'agent');
    const ref = mailbox.put(mail());
    const forbidden = { code: 'forbidden', data: { permission: 'ticket.create', area: 'caretaker' } };
    await expect(carl.tickets.create({ area: 'caretaker', ...printer })).rejects.toMatchObject(forbidden);
    await expect(carl.tickets.create({ area: 'caretaker', from: { mail: ref } })).rejects.toMatchObject(forbidden);
    await expect(carl.tickets.prepare({ area: 'caretaker', from: { mail: ref } })).rejects.toMatchObject(forbidden);
    expect([mailbox.has(ref), mailbox.calls.fetch, mailbox.calls.remove]).toEqual([true, 0, 0]);
    expect((await carl.outbox.list()).items).toEqual([]);
    const { ticket } = await ada.tickets.create({ area: 'caretaker', from: { mail: ref } });
    expect(ticket.number).toBe('CARETAKER-2026-00001');
  });

  test('with one creatable area it is implied, by hand and from a mail', async () => {
    const { agent, mailbox } = await openHelpdesk(await open());
    const carl = agent('Carl', 'clerk');
    const ref = mailbox.put(mail());
    expect((await carl.tickets.prepare({ from: { mail: ref } })).fields.area).toBe('helpdesk');
    expect((await carl.tickets.create(printer)).ticket.area).toBe('helpdesk');
    expect((await carl.tickets.create({ from: { mail: ref } })).ticket.area).toBe('helpdesk');
  });

  test('a mailbox may name the area of its mails, where the actor may create', async () => {
    const area = (id: string) => defineArea({ id, name: id, statuses });
    const source = createTestMailSource('support');
    const { agent } = await createTestDesk({
      areas: [area('one'), area('two'), area('three')],
      roles: { most: { one: ['*'], two: ['*'] }, rest: { one: ['*'], three: ['*'] } },
      store: await open(),
      parser: createMimeParser(),
      options: { mailboxes: { support: { source, area: 'two' } } },
    });
    const ref = source.put(mail());
    const mona = agent('Mona', 'most');
    const rob = agent('Rob', 'rest');
    expect((await mona.tickets.prepare({ from: { mail: ref } })).fields.area).toBe('two');
    await expect(rob.tickets.create({ from: { mail: ref } })).rejects.toMatchObject({ code: 'choice_required' });
    await expect(mona.tickets.create(printer)).rejects.toMatchObject({ code: 'choice_required' });
    expect((await mona.tickets.create({ area: 'one', ...printer })).ticket.area).toBe('one');
    expect((await mona.tickets.create({ from: { mail: ref } })).ticket.area).toBe('two');
  });

  test('with several areas Ada must name one, by hand and from a mail, and is told which there are [ARE-03 refused]', async () => {
    const { agent, mailbox } = await openHelpdesk(await open());
    const ada = agent('Ada', 'agent');
    const ref = mailbox.put(mail());
    const choice = { code: 'choice_required', data: { options: await ada.tickets.creationOptions() } };
    expect(choice.data.options.map(({ id }) => id)).toEqual(['helpdesk', 'caretaker']);
    await expect(ada.tickets.create(printer)).rejects.toMatchObject(choice);
    await expect(ada.tickets.create({ from: { mail: ref } })).rejects.toMatchObject(choice);
    expect([mailbox.has(ref), mailbox.calls.remove]).toEqual([true, 0]);
    const { ticket } = await ada.tickets.create({ area: 'helpdesk', from: { mail: ref } });
    expect(ticket.number).toBe('HELPDESK-2026-00001');
  });

  test('where Rita may create nowhere, creating is forbidden, not offered [ARE-03 refused]', async () => {
    const { agent, mailbox } = await openHelpdesk(await open());
    const rita = agent('Rita', 'reader');
    const ref = mailbox.put(mail());
    const forbidden = { code: 'forbidden', data: { permission: 'ticket.create' } };
    expect(await rita.tickets.creationOptions()).toEqual([]);
    await expect(rita.tickets.create(printer)).rejects.toMatchObject(forbidden);
    await expect(rita.tickets.create({ from: { mail: ref } })).rejects.toMatchObject(forbidden);
    await expect(rita.tickets.prepare()).rejects.toMatchObject(forbidden);
    await expect(rita.tickets.prepare({ from: { mail: ref } })).rejects.toMatchObject(forbidden);
    expect([mailbox.has(ref), mailbox.calls.fetch]).toEqual([true, 0]);
  });
});
