import { describe, expect, test } from 'vitest';
import { createMimeParser } from '../../adapters/mime/index.ts';
import type { Directory } from '../../src/ports/directory.ts';
import type { Store } from '../../src/ports/store.ts';
import { createTestDesk } from '../kit/create-test-desk.ts';
import { everyStore } from './every-store.ts';
import { helpdesk, mail, openHelpdesk } from './helpdesk.ts';

const openDesk = async (store: Store) => {
  const opened = await openHelpdesk(store);
  const ada = opened.agent('Ada', 'agent');
  let mails = 0;
  return {
    ...opened,
    ada,
    put: (headers: Readonly<Record<string, string>> = {}, text?: string) => {
      mails += 1;
      return opened.mailbox.put(mail({ 'Message-ID': `<m${mails}@acme.example>`, ...headers }, text));
    },
    prepared: (ref: ReturnType<typeof opened.mailbox.put>) =>
      ada.tickets.prepare({ area: 'helpdesk', from: { mail: ref } }),
    create: (ref: ReturnType<typeof opened.mailbox.put>, more: { readonly requester?: object } = {}) =>
      ada.tickets.create({ area: 'helpdesk', from: { mail: ref }, ...more }),
  };
};

const bob = { id: 'bob', name: 'Robert Baker', email: 'bob@acme.example', phone: '+49 30 1', contacts: ['acme'] };
const acme = { id: 'acme', name: 'Acme Ltd', phone: '+49 30 0' };

describe.each(everyStore)('on $name', ({ open }) => {
  test('a mail fills subject, description, name and e-mail, and nothing else [MAI-06]', async () => {
    const { put, prepared, create } = await openDesk(await open());
    const ref = put();
    const { fields, prefilled, candidates } = await prepared(ref);
    expect(prefilled).toEqual(['area', 'responsible', 'subject', 'description', 'requester.name', 'requester.email']);
    expect(fields).toEqual({
      area: 'helpdesk',
      responsible: 'ada',
      subject: 'Printer does not print',
      description: 'Hello,\n\nthe printer does not print.\n\nBob',
      requester: { contact: null, person: null, name: 'Bob Baker', email: 'bob@acme.example', phone: '' },
    });
    expect(candidates).toEqual([]);
    const { ticket } = await create(ref);
    expect(ticket).toMatchObject({ ...fields, fields: {}, workflow: 'incident', step: 'new', timeSpent: { total: 0 } });
  });

  test('a sender the host knows fills phone, person and contact too [MAI-06]', async () => {
    const { put, prepared, create, people } = await openDesk(await open());
    people.addContact(acme);
    people.addPerson(bob);
    const ref = put();
    const { fields, prefilled } = await prepared(ref);
    expect(prefilled).toEqual([
      'area',
      'responsible',
      'subject',
      'description',
      'requester.contact',
      'requester.person',
      'requester.name',
      'requester.email',
      'requester.phone',
    ]);
    expect((await create(ref)).ticket).toMatchObject(fields);
  });

  test('what Ada writes wins over what the mail says, and null empties it [MAI-06]', async () => {
    const { put, create, people } = await openDesk(await open());
    people.addContact(acme);
    people.addPerson(bob);
    const { ticket } = await create(put(), { requester: { name: 'Bobby', phone: null, person: null } });
    expect(ticket.requester).toEqual({ contact: 'acme', person: null, name: 'Bobby', email: bob.email, phone: '' });
  });

  test('the requester is who stands in From: neither Reply-To nor Sender, and of several the first [MAI-08]', async () => {
    const { put, create } = await openDesk(await open());
    const { ticket, drafts } = await create(
      put({
        From: 'Bob Baker <bob@acme.example>, Eve <eve@evil.example>',
        Sender: 'Secretary <office@acme.example>',
        'Reply-To': 'Team <team@acme.example>, Night <night@acme.example>',
      }),
    );
    expect(ticket.requester).toMatchObject({ name: 'Bob Baker', email: 'bob@acme.example' });
    expect(drafts[0]).toMatchObject({
      to: [{ name: 'Bob Baker', address: 'bob@acme.example' }],
      suggestedRecipients: [
        { name: 'Team', address: 'team@acme.example' },
        { name: 'Night', address: 'night@acme.example' },
      ],
    });
  });

  test('the name is that of the known person, else the one in From, else empty: never made of the address [MAI-08]', async () => {
    const { put, prepared, create, people } = await openDesk(await open());
    for (const [From, name, email] of [
      ['"Baker, Bob" <bob@acme.example>', 'Baker, Bob', 'bob@acme.example'],
      ['=?UTF-8?Q?J=C3=B6rg_M=C3=BC=C3=9Fig?= <joerg@acme.example>', 'Jörg Müßig', 'joerg@acme.example'],
      ['bob@acme.example', '', 'bob@acme.example'],
      ['<bob@acme.example>', '', 'bob@acme.example'],
      ['Bob.Baker@Acme.Example (Bob)', expect.any(String), 'Bob.Baker@Acme.Example'],
    ] as const) {
      expect((await prepared(put({ From }))).fields.requester).toMatchObject({ name, email });
    }
    people.addPerson({ ...bob, contacts: [] });
    const ref = put({ From: 'Bobby the Great <bob@acme.example>' });
    expect((await create(ref)).ticket.requester).toMatchObject({ name: 'Robert Baker', person: 'bob' });
  });

  test('without a usable From the requester stays empty with a warning, and Ada has to fill it in [MAI-08 refused]', async () => {
    const { put, prepared, create, mailbox, people, ada } = await openDesk(await open());
    people.addPerson({ ...bob, email: 'a..b@acme.example' });
    for (const From of ['<>', '', 'Mail Delivery System', 'undisclosed-recipients:;', 'Bob <a..b@acme.example>']) {
      const ref = put({ From, 'Reply-To': 'team@acme.example', Sender: 'office@acme.example' });
      const { fields, warnings } = await prepared(ref);
      expect(fields.requester).toEqual({ contact: null, person: null, name: '', email: '', phone: '' });
      expect(warnings.map(({ code }) => code)).toEqual(['mail_no_sender']);
      await expect(create(ref)).rejects.toMatchObject({
        code: 'invalid_input',
        issues: [
          expect.objectContaining({ path: ['requester', 'name'], code: 'required' }),
          expect.objectContaining({ path: ['requester', 'email'], code: 'required' }),
        ],
      });
      expect([mailbox.has(ref), mailbox.calls.remove]).toEqual([true, 0]);
    }
    const { ticket } = await create(put({ From: '<>' }), { requester: { name: 'Bob', email: 'bob@acme.example' } });
    expect(ticket.number).toBe('HELPDESK-2026-00001');
    expect((await ada.outbox.list()).items).toHaveLength(1);
  });

  test('the phone is that of the known person, or of the known contact, and never read from the mail [MAI-11]', async () => {
    const { put, create, people } = await openDesk(await open());
    const signature = 'Call me\n\n-- \nBob Baker\nTel.: +49 30 666\nPhone +49 30 667';
    const headers = { 'X-Phone': '+49 30 668' };
    const requesterOf = async () => (await create(put(headers, signature))).ticket.requester;
    expect(await requesterOf()).toMatchObject({ contact: null, person: null, phone: '' });
    people.addContact({ ...acme, email: 'BOB@acme.example' });
    expect(await requesterOf()).toMatchObject({ contact: 'acme', person: null, name: 'Bob Baker', phone: '+49 30 0' });
    people.addPerson({ ...bob, email: 'Bob@Acme.example' });
    expect(await requesterOf()).toMatchObject({ contact: 'acme', person: 'bob', phone: '+49 30 1' });
    const { phone: _phone, ...silent } = bob;
    people.addPerson(silent);
    expect(await requesterOf()).toMatchObject({ contact: 'acme', person: 'bob', phone: '' });
  });

  test('a known contact without a phone leaves the phone empty [MAI-11]', async () => {
    const { put, create, people } = await openDesk(await open());
    people.addContact({ id: 'acme', name: 'Acme Ltd', email: 'bob@acme.example' });
    expect((await create(put())).ticket.requester).toMatchObject({ contact: 'acme', phone: '' });
  });

  test('a person of several contacts is linked, the contact is left to Ada [MAI-11]', async () => {
    const { put, create, people } = await openDesk(await open());
    people.addContact(acme);
    people.addContact({ id: 'umbrella', name: 'Umbrella' });
    people.addPerson({ ...bob, contacts: ['acme', 'umbrella'] });
    expect((await create(put())).ticket.requester).toMatchObject({ contact: null, person: 'bob', phone: '+49 30 1' });
  });

  test('of several persons none is taken and no phone; Ada is shown who it may be [MAI-11]', async () => {
    const { put, prepared, create, people } = await openDesk(await open());
    people.addContact(acme);
    people.addContact({ id: 'umbrella', name: 'Umbrella', email: 'bob@acme.example', phone: '+49 30 9' });
    people.addPerson(bob);
    people.addPerson({ ...bob, id: 'beth', name: 'Beth Baker' });
    const ref = put();
    const { fields, candidates } = await prepared(ref);
    expect(fields.requester).toEqual({
      contact: 'acme',
      person: null,
      name: 'Bob Baker',
      email: 'bob@acme.example',
      phone: '',
    });
    expect(candidates).toEqual([
      { person: 'bob', contacts: ['acme'], name: 'Robert Baker' },
      { person: 'beth', contacts: ['acme'], name: 'Beth Baker' },
    ]);
    expect((await create(ref)).ticket.requester).toEqual(fields.requester);
    people.addPerson({ ...bob, id: 'ben', name: 'Ben', contacts: ['umbrella'] });
    const spread = await prepared(put());
    expect(spread.fields.requester).toMatchObject({ contact: null, person: null, phone: '' });
    expect(spread.candidates).toHaveLength(3);
  });

  test('of several contacts none is taken either [MAI-11]', async () => {
    const { put, prepared, people } = await openDesk(await open());
    for (const id of ['acme', 'umbrella']) people.addContact({ ...acme, id, name: id, email: 'bob@acme.example' });
    const { fields, candidates } = await prepared(put());
    expect(fields.requester).toMatchObject({ contact: null, person: null, phone: '' });
    expect(candidates.map(({ contacts }) => contacts)).toEqual([['acme'], ['umbrella']]);
  });

  test('a directory that fails holds up no mail: the ticket is made without a match [MAI-11 refused]', async () => {
    const { put, prepared, create, people, mailbox } = await openDesk(await open());
    people.addPerson(bob);
    people.breakByEmail();
    const ref = put();
    const warning = expect.objectContaining({ code: 'directory_unavailable' });
    expect((await prepared(ref)).warnings).toEqual([warning]);
    const { ticket, warnings } = await create(ref);
    expect(warnings).toEqual([warning]);
    expect(ticket.requester).toEqual({
      contact: null,
      person: null,
      name: 'Bob Baker',
      email: 'bob@acme.example',
      phone: '',
    });
    expect(mailbox.has(ref)).toBe(false);
  });

  test('nor does a directory of which nothing answers any more [MAI-11 refused]', async () => {
    const fail = () => Promise.reject(new Error('The CRM is down.'));
    const directory: Directory = { users: fail, persons: fail, contacts: fail, byEmail: fail };
    const { agent, mailbox } = await createTestDesk({
      areas: [helpdesk],
      roles: { agent: { '*': ['*'] } },
      parser: createMimeParser(),
      store: await open(),
      options: { directory },
    });
    const ref = mailbox.put(mail());
    const { ticket, warnings, drafts } = await agent('Ada', 'agent').tickets.create({ from: { mail: ref } });
    expect(ticket).toMatchObject({ responsible: 'ada', requester: { person: null, phone: '' } });
    expect(warnings.map(({ code }) => code)).toEqual(['directory_unavailable']);
    expect([drafts.length, mailbox.has(ref)]).toEqual([1, false]);
  });
});
