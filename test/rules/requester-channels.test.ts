import { describe, expect, test } from 'vitest';
import { createMimeParser } from '../../adapters/mime/index.ts';
import { defineArea } from '../../src/area/define-area.ts';
import { createTestDesk } from '../kit/create-test-desk.ts';
import { everyStore } from './every-store.ts';
import { incident, printer, mail as rawMail } from './helpdesk.ts';
import { refusalOf } from './stored.ts';

const canary = 'Kanarienvogel';

describe.each(everyStore)('on $name', ({ open }) => {
  const office = async () => {
    const kit = await createTestDesk({
      areas: [
        defineArea({
          id: 'office',
          name: 'Office',
          workflows: [incident],
          portal: { notify: ['ada'], defaultResponsible: 'ada' },
        }),
      ],
      roles: { lead: { '*': ['*'] }, stranger: { '*': [] } },
      store: await open(),
      parser: createMimeParser(),
    });
    kit.people.addContact({ id: 'acme', name: 'Acme' });
    kit.people.addPerson({ id: 'bob', name: 'Bob', email: 'bob@acme.example', contacts: ['acme'] });
    const ada = kit.agent('Ada', 'lead');
    const bob = kit.requester('Bob', { contact: 'acme' });
    const requester = { ...printer.requester, contact: 'acme', person: 'bob' };
    const make = async () => (await ada.tickets.create({ ...printer, requester })).ticket.id;
    /** The texts of everything that is queued or drafted for the requester. */
    const letters = async () =>
      (await ada.outbox.list()).items.map(({ kind, subject, text }) => ({ kind, text: `${subject}\n${text}` }));
    return { ...kit, ada, bob, make, letters };
  };

  test('an internal action is in nothing that reaches the requester: no mail of any kind, no view, no count, no time, no order, no error [ACT-07]', async () => {
    const { ada, bob, make, letters, clock } = await office();
    const [ticket, other] = [await make(), await make()];
    const before = { ticket: await bob.get(ticket), list: await bob.list() };
    clock.advance({ hours: 1 });
    const internal = { visibility: 'internal', description: canary, shortDescription: canary, timeSpent: 125 } as const;
    await ada.actions.add(ticket, internal);
    await ada.bulk.addAction([ticket, other], internal);
    expect({ ticket: await bob.get(ticket), list: await bob.list() }).toEqual(before);
    expect((await ada.tickets.get(ticket)).timeSpent.internal).toBe(250);
    await ada.tickets.draftInterim(ticket);
    await ada.bulk.addAction([ticket], { visibility: 'external', description: 'News', send: true });
    await ada.tickets.transition(ticket, 'start');
    await ada.tickets.close(ticket, { comment: canary });
    await ada.tickets.transition(other, 'start');
    await ada.bulk.setStep([other], 'closed', { comment: canary, confirm: { inform: true } });
    const written = await letters();
    expect(written.map(({ kind }) => kind).sort()).toEqual(['bulk', 'closing', 'closing', 'interim']);
    const seen = [
      written,
      await bob.get(ticket),
      await bob.list(),
      await bob.documents(ticket),
      await refusalOf(bob.reply(ticket, { text: 'More' })),
      await refusalOf(bob.get('unknown')),
    ];
    for (const one of seen) expect(JSON.stringify(one)).not.toContain(canary);
    expect((await bob.get(ticket)).timeSpent).toBe(0);
  });

  test('an external action stands in the portal at once, and in the mails that are asked for [ACT-08]', async () => {
    const { ada, bob, make, letters, clock } = await office();
    const ticket = await make();
    const soon = new Date(clock.now().getTime() + 3_600_000);
    await ada.actions.add(ticket, { visibility: 'external', description: 'Spare part ordered', occurredAt: soon });
    expect((await bob.get(ticket)).actions.map(({ description }) => description)).toEqual(['Spare part ordered']);
    expect(await letters()).toEqual([]);
    await ada.tickets.draftInterim(ticket);
    await ada.bulk.addAction([ticket], { visibility: 'external', description: 'Arrived', send: true });
    await ada.tickets.transition(ticket, 'start');
    await ada.tickets.close(ticket, { comment: 'Done' });
    const told = Object.fromEntries((await letters()).map(({ kind, text }) => [kind, text]));
    expect(told.interim).toContain('Spare part ordered');
    expect(told.bulk).toContain('Arrived');
    for (const text of ['Arrived', 'Spare part ordered']) expect(told.closing).toContain(text);
  });

  test('a mail to the requester holds the descriptions of external actions by itself, and none of internal ones [ACT-18]', async () => {
    const { ada, make, letters } = await office();
    const ticket = await make();
    await ada.actions.add(ticket, { visibility: 'external', description: 'First line\nSecond line <b> & "quotes"' });
    await ada.actions.add(ticket, { visibility: 'internal', description: canary });
    await ada.tickets.draftInterim(ticket);
    await ada.bulk.addAction([ticket], { visibility: 'external', description: 'Bulk news', send: true });
    await ada.tickets.transition(ticket, 'start');
    await ada.tickets.close(ticket, { comment: canary });
    const written = await letters();
    expect(written).toHaveLength(3);
    for (const { kind, text } of written) {
      expect(text).not.toContain(canary);
      if (kind !== 'bulk') expect(text).toContain('First line\nSecond line <b> & "quotes"');
    }
  });

  test('a mail to the requester comes of a received mail, of interim information, of closing and of a bulk command, and of nothing else [ACT-03]', async () => {
    const { ada, letters, mailbox } = await office();
    const { ticket } = await ada.tickets.create({ from: { mail: mailbox.put(rawMail()) } });
    await ada.tickets.draftInterim(ticket);
    await ada.bulk.addAction([ticket], { visibility: 'external', description: 'News', send: true });
    await ada.tickets.transition(ticket.id, 'start');
    await ada.tickets.close(ticket, { comment: 'Done' });
    expect((await letters()).map(({ kind }) => kind).sort()).toEqual(['bulk', 'closing', 'interim', 'received']);
    // Nothing in an outbox begins a mail: they change, send and give up what is there.
    expect(Object.keys(ada.outbox).sort()).toEqual(['discard', 'get', 'list', 'refresh', 'release', 'send', 'update']);
    expect(
      Object.keys(ada.tickets)
        .filter((name) => /mail|send|compose|draft/i.test(name))
        .sort(),
    ).toEqual(['draftInterim', 'mails', 'rawMail']);
  });

  test('a closed ticket is in a closed status since then and by whoever did it, the log says so, and its timers are booked and stopped [CLO-02]', async () => {
    const { ada, make, clock } = await office();
    const ticket = await make();
    await ada.tickets.transition(ticket, 'start');
    await ada.timers.start(ticket, { visibility: 'external' });
    clock.advance({ hours: 2 });
    const at = clock.now().toISOString();
    await ada.tickets.close(ticket, { comment: 'Done' });
    expect(await ada.tickets.get(ticket)).toMatchObject({
      status: { label: 'Closed', category: 'closed' },
      closedAt: at,
      closedBy: { user: 'ada' },
      timeSpent: { external: 200 },
    });
    expect((await ada.tickets.stepLog(ticket)).at(-1)).toMatchObject({
      at,
      to: { step: 'closed', category: 'closed' },
    });
    expect((await ada.timers.current()).running).toBeNull();
  });
});
