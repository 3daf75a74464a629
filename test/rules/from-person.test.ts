import { describe, expect, test } from 'vitest';
import type { Store } from '../../src/ports/store.ts';
import { everyStore } from './every-store.ts';
import { openHelpdesk } from './helpdesk.ts';

const openWithPeople = async (store: Store) => {
  const world = await openHelpdesk(store);
  world.people.addContact({ id: 'acme', name: 'Acme', email: 'office@acme.example', phone: '1000' });
  world.people.addContact({ id: 'bakery', name: 'Bakery' });
  world.people.addPerson({
    id: 'bob',
    name: 'Bob Baker',
    email: 'bob@acme.example',
    phone: '1001',
    contacts: ['acme'],
  });
  world.people.addPerson({ id: 'mia', name: 'Mia Müller', contacts: ['acme', 'bakery'] });
  return { ...world, ada: world.agent('Ada', 'lead') };
};

const words = { area: 'helpdesk', subject: 'Projector', description: 'Dark.' } as const;

describe.each(everyStore)('on $name', ({ open }) => {
  test('a ticket is made from a person inside one contact, who becomes its requester [PER-01]', async () => {
    const { ada } = await openWithPeople(await open());
    const { ticket } = await ada.tickets.create({ ...words, from: { person: 'bob' } });
    expect(ticket).toMatchObject({ origin: 'person', requester: { contact: 'acme', person: 'bob' } });
    const { ticket: other } = await ada.tickets.create({
      ...words,
      from: { person: 'mia', contact: 'bakery' },
      requester: { email: 'mia@bakery.example' },
    });
    expect(other.requester).toMatchObject({ contact: 'bakery', person: 'mia', email: 'mia@bakery.example' });
  });

  test('an unknown person, a foreign contact and an unnamed one of several are refused [PER-01 refused]', async () => {
    const { ada } = await openWithPeople(await open());
    const from = (person: string, contact?: string) =>
      ada.tickets.create({ ...words, from: contact === undefined ? { person } : { person, contact } });
    await expect(from('nobody')).rejects.toMatchObject({ code: 'not_found' });
    await expect(from('bob', 'bakery')).rejects.toMatchObject({
      code: 'invalid_input',
      issues: [{ path: ['from', 'contact'], code: 'person_not_in_contact' }],
    });
    await expect(from('mia')).rejects.toMatchObject({ code: 'choice_required', data: { options: ['acme', 'bakery'] } });
    expect((await from('bob')).ticket.number).toBe('HELPDESK-2026-00001');
  });

  test('contact, person, name, e-mail and phone are copied from the record, and stay when it changes [PER-02]', async () => {
    const { ada, people } = await openWithPeople(await open());
    const { ticket } = await ada.tickets.create({ ...words, from: { person: 'bob' } });
    const requester = { contact: 'acme', person: 'bob', name: 'Bob Baker', email: 'bob@acme.example', phone: '1001' };
    expect(ticket.requester).toEqual(requester);
    people.addPerson({ id: 'bob', name: 'Robert Baker', email: 'robert@acme.example', contacts: ['acme'] });
    expect((await ada.tickets.get(ticket)).requester).toEqual(requester);
    expect((await ada.tickets.refreshRequester(ticket)).ticket.requester).toEqual({
      ...requester,
      name: 'Robert Baker',
      email: 'robert@acme.example',
      phone: '',
    });
    const prepared = await ada.tickets.prepare({ area: 'helpdesk', from: { person: 'mia', contact: 'acme' } });
    expect(prepared.fields.requester).toEqual({
      contact: 'acme',
      person: 'mia',
      name: 'Mia Müller',
      email: '',
      phone: '',
    });
  });

  test('subject and description stay empty, and what the area requires must be written [PER-03]', async () => {
    const { ada } = await openWithPeople(await open());
    const prepared = await ada.tickets.prepare({ area: 'helpdesk', from: { person: 'bob' } });
    expect(prepared.fields).toMatchObject({ subject: '', description: '' });
    expect(prepared.prefilled).toEqual([
      'area',
      'responsible',
      'requester.contact',
      'requester.person',
      'requester.name',
      'requester.email',
      'requester.phone',
    ]);
  });

  test('without subject and description nothing is made [PER-03 refused]', async () => {
    const { ada } = await openWithPeople(await open());
    await expect(ada.tickets.create({ area: 'helpdesk', from: { person: 'bob' } })).rejects.toMatchObject({
      code: 'invalid_input',
      issues: [
        { path: ['subject'], code: 'required' },
        { path: ['description'], code: 'required' },
      ],
    });
    expect((await ada.tickets.create({ ...words, from: { person: 'bob' } })).ticket.number).toBe('HELPDESK-2026-00001');
  });

  test('making a ticket from a person writes no mail to the requester in any state [PER-04]', async () => {
    const { ada, desk, mails } = await openWithPeople(await open());
    const { ticket, drafts } = await ada.tickets.create({ ...words, from: { person: 'bob' } });
    await desk.deliver();
    expect([drafts, mails, await ada.tickets.mails(ticket)]).toEqual([[], [], []]);
    const states = ['draft', 'queued', 'closed', 'discarded'] as const;
    expect((await ada.outbox.list({ everybody: true, states })).items).toEqual([]);
  });

  test('only a requester who is linked to a person can be refreshed', async () => {
    const { ada } = await openWithPeople(await open());
    const { ticket } = await ada.tickets.create({ ...words, requester: { name: 'Eve', email: 'eve@x.example' } });
    await expect(ada.tickets.refreshRequester(ticket)).rejects.toMatchObject({ code: 'wrong_state' });
  });
});
