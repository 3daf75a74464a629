import { describe, expect, test } from 'vitest';
import type { Store } from '../../src/ports/store.ts';
import { everyStore } from './every-store.ts';
import { mail, openHelpdesk, printer } from './helpdesk.ts';

const openWorld = async (store: Store) => {
  const world = await openHelpdesk(store);
  world.people.addContact({ id: 'acme', name: 'Acme' });
  world.people.addPerson({
    id: 'bob',
    name: 'Bob Baker',
    email: 'bob@acme.example',
    phone: '1001',
    contacts: ['acme'],
  });
  return { ...world, ada: world.agent('Ada', 'agent') };
};

const words = { subject: 'Printer', description: 'Smoke.' } as const;
const empty = { contact: null, person: null, name: '', email: '', phone: '' };
const bob = { contact: 'acme', person: 'bob', name: 'Bob Baker', email: 'bob@acme.example', phone: '1001' };

describe.each(everyStore)('on $name', ({ open }) => {
  test('there are four origins; each stays with its ticket and decides what is prefilled and who is written to [CRE-01]', async () => {
    const { ada, mailbox, requester } = await openWorld(await open());
    const byHand = await ada.tickets.create({ area: 'helpdesk', ...printer });
    const byMail = await ada.tickets.create({ area: 'helpdesk', from: { mail: mailbox.put(mail()) } });
    const byPerson = await ada.tickets.create({ area: 'helpdesk', ...words, from: { person: 'bob' } });
    const portal = requester('Bob', { contact: 'acme' });
    const { ticket } = await portal.create({ area: 'helpdesk', ...words, name: 'Bob', email: 'bob@acme.example' });
    const byPortal = await ada.tickets.get(ticket.id);
    expect([byHand.ticket, byMail.ticket, byPerson.ticket, byPortal].map(({ origin }) => origin)).toEqual([
      'manual',
      'email',
      'person',
      'portal',
    ]);
    expect([byHand, byMail, byPerson].map(({ drafts }) => drafts.length)).toEqual([0, 1, 0]);
    expect(byPortal.responsible).toBe('dispatch');
    await ada.tickets.update(byMail.ticket, { subject: 'Other' });
    expect((await ada.tickets.get(byMail.ticket)).origin).toBe('email');
  });

  test('what is prefilled depends on the origin alone; all else is empty, in what is prepared and in what is stored [CRE-02]', async () => {
    const { ada, mailbox, requester } = await openWorld(await open());
    const put = () => mailbox.put(mail({ 'Message-ID': `<${mailbox.calls.fetch}@acme.example>` }));
    const prepared = {
      manual: await ada.tickets.prepare({ area: 'helpdesk' }),
      email: await ada.tickets.prepare({ area: 'helpdesk', from: { mail: put() } }),
      person: await ada.tickets.prepare({ area: 'helpdesk', from: { person: 'bob' } }),
    };
    const text = 'Hello,\n\nthe printer does not print.\n\nBob';
    expect(prepared.manual.fields).toEqual({
      area: 'helpdesk',
      responsible: 'ada',
      subject: '',
      description: '',
      requester: empty,
    });
    expect(prepared.email.fields).toEqual({
      area: 'helpdesk',
      responsible: 'ada',
      subject: 'Printer does not print',
      description: text,
      requester: bob,
    });
    expect(prepared.person.fields).toEqual({
      area: 'helpdesk',
      responsible: 'ada',
      subject: '',
      description: '',
      requester: bob,
    });

    const required = { name: 'Eve', email: 'eve@x.example' };
    const manual = await ada.tickets.create({ area: 'helpdesk', ...words, requester: required });
    const email = await ada.tickets.create({ area: 'helpdesk', from: { mail: put() } });
    const person = await ada.tickets.create({ area: 'helpdesk', ...words, from: { person: 'bob' } });
    const portal = requester('Bob', { contact: 'acme' });
    const opened = await portal.create({ area: 'helpdesk', ...words, ...required });
    expect(manual.ticket).toMatchObject({ ...words, requester: { ...empty, ...required }, fields: {} });
    expect(email.ticket).toMatchObject({
      subject: 'Printer does not print',
      description: text,
      requester: bob,
      fields: {},
    });
    expect(person.ticket).toMatchObject({ ...words, requester: bob, fields: {} });
    expect(await ada.tickets.get(opened.ticket.id)).toMatchObject({
      ...words,
      requester: { ...empty, ...required, contact: 'acme', person: 'bob' },
      fields: {},
    });
  });

  test('what a person writes wins over what is prefilled, and null empties it', async () => {
    const { ada } = await openWorld(await open());
    const { ticket } = await ada.tickets.create({
      area: 'helpdesk',
      ...words,
      from: { person: 'bob' },
      requester: { name: 'Robert', phone: null },
    });
    expect(ticket.requester).toEqual({ ...bob, name: 'Robert', phone: '' });
  });

  test('preparing writes nothing and draws no number; creating makes the ticket with the values as edited [CRE-06]', async () => {
    const { ada, mailbox, store } = await openWorld(await open());
    const ref = mailbox.put(mail());
    for (const from of [undefined, { mail: ref }, { person: 'bob' }] as const) {
      const prepared = await ada.tickets.prepare({ area: 'helpdesk', ...(from === undefined ? {} : { from }) });
      expect(JSON.parse(JSON.stringify(prepared))).toEqual(prepared);
      expect(prepared).toMatchObject({ candidates: [], warnings: [] });
    }
    expect((await ada.outbox.list()).items).toEqual([]);
    expect(mailbox.has(ref)).toBe(true);
    const { fields } = await ada.tickets.prepare({ area: 'helpdesk', from: { mail: ref } });
    const { ticket } = await ada.tickets.create({
      area: 'helpdesk',
      from: { mail: ref },
      subject: `${fields.subject}!`,
      requester: { ...fields.requester, name: 'Robert' },
    });
    expect(ticket).toMatchObject({
      number: 'HELPDESK-2026-00001',
      subject: 'Printer does not print!',
      requester: { ...bob, name: 'Robert' },
    });
    const loaded = await store.load({ tenant: 'default', tickets: { ids: [ticket.id], details: ['events'] } });
    expect(loaded.tickets[0]?.details.events[0]).toMatchObject({ seq: 1, type: 'ticket.created' });
  });

  test('the area is named where there are several, by hand, from a mail and from a person; one alone is implied; none is not offered [ARE-03]', async () => {
    const { agent, ada, mailbox } = await openWorld(await open());
    const froms = () => [undefined, { mail: mailbox.put(mail()) }, { person: 'bob' }] as const;
    for (const from of froms()) {
      const input = {
        ...words,
        requester: { name: 'Eve', email: 'eve@x.example' },
        ...(from === undefined ? {} : { from }),
      };
      await expect(ada.tickets.create(input)).rejects.toMatchObject({ code: 'choice_required' });
      expect((await agent('Carl', 'clerk').tickets.create(input)).ticket.area).toBe('helpdesk');
      expect(
        (await ada.tickets.prepare(from === undefined ? {} : { from: from as { person: string } }).catch(() => null))
          ?.fields.area ?? null,
      ).toBeNull();
    }
    expect((await ada.tickets.creationOptions()).map(({ id }) => id)).toEqual(['helpdesk', 'caretaker']);
    expect(await agent('Rita', 'reader').tickets.creationOptions()).toEqual([]);
    for (const from of froms()) {
      const input = { ...words, ...(from === undefined ? {} : { from }) };
      await expect(agent('Rita', 'reader').tickets.create(input)).rejects.toMatchObject({ code: 'forbidden' });
    }
  });
});
