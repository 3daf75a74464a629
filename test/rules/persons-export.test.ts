import { describe, expect, test } from 'vitest';
import { defaultArea } from '../../src/area/default-area.ts';
import { everyStore } from './every-store.ts';
import { mail } from './helpdesk.ts';
import { bobBaker, carolCook, closingDraft, openPersonsDesk } from './persons-desk.ts';
import { refusalOf, stored } from './stored.ts';

const bob = { person: 'bob' } as const;

describe.each(everyStore)('on $name', ({ openBoth }) => {
  const opened = async () => openPersonsDesk(await openBoth());

  test('a person gets his tickets as he sees them, what they kept of him, his mails, his files and what he did', async () => {
    const { ada, olga, bob: requester, desk, clock } = await opened();
    const { ticket } = await requester.create({
      area: 'helpdesk',
      subject: 'Printer',
      description: 'Smoke.',
      name: 'Bob',
      email: 'bob@home.example',
      fields: { machine: 'LJ 4' },
    });
    await ada.tickets.transition(ticket.id, 'start');
    clock.advance({ hours: 1 });
    await requester.reply(ticket.id, {
      text: 'More smoke.',
      files: [{ name: 'smoke.jpg', content: Uint8Array.of(1, 2, 3) }],
    });
    await ada.actions.add(ticket.id, { visibility: 'external', description: 'We come.', timeSpent: 50 });
    clock.advance({ hours: 1 });
    await ada.tickets.update(ticket.id, { requester: { ...bobBaker, email: 'bob@home.example' } });
    const { drafts } = await ada.tickets.close(ticket.id, { comment: 'Off' });
    await ada.outbox.send(drafts[0]?.id ?? '');
    await desk.deliver();

    const exported = await olga.persons.export(bob);
    const { can: _can, ...view } = await requester.get(ticket.id);
    expect(exported).toEqual({
      version: 1,
      exportedAt: '2026-03-03T15:00:00.000Z',
      person: 'bob',
      addresses: ['bob@acme.example', 'bob@home.example'],
      tickets: [
        {
          id: ticket.id,
          number: 'HELPDESK-2026-00001',
          area: 'helpdesk',
          view,
          snapshots: [
            {
              since: '2026-03-03T13:00:00.000Z',
              contact: 'acme',
              person: 'bob',
              name: 'Bob',
              email: 'bob@home.example',
              phone: '',
            },
            { since: '2026-03-03T15:00:00.000Z', ...bobBaker, email: 'bob@home.example' },
          ],
          opened: { at: '2026-03-03T13:00:00.000Z', subject: 'Printer', description: 'Smoke.' },
          actions: [{ at: '2026-03-03T14:00:00.000Z', shortDescription: 'More smoke.', description: 'More smoke.' }],
          mails: [
            {
              direction: 'out',
              at: '2026-03-03T15:00:00.000Z',
              from: null,
              to: [{ name: 'Bob Baker', address: 'bob@home.example' }],
              cc: [],
              subject: 'Closed: Printer [#HELPDESK-2026-00001]',
              text: expect.stringContaining('We come.'),
              state: 'sent',
            },
          ],
          documents: [
            {
              id: expect.any(String),
              name: 'smoke.jpg',
              size: 3,
              mediaType: 'image/jpeg',
              disposition: 'inline',
              addedAt: '2026-03-03T14:00:00.000Z',
              by: 'you',
              sha256: '039058c6f2c0cb492c533b0a4d14ef77cc0f78abccced5287d84a1a2011cfb81',
            },
          ],
          events: [
            { at: '2026-03-03T13:00:00.000Z', type: 'ticket.created' },
            { at: '2026-03-03T14:00:00.000Z', type: 'action.added' },
            { at: '2026-03-03T14:00:00.000Z', type: 'document.added' },
          ],
        },
      ],
    });
    expect(JSON.parse(JSON.stringify(exported))).toEqual(exported);
  });

  test('mails from him come with their text, and those to him as he got them; drafts and discarded ones do not', async () => {
    const { ada, olga, mailbox, desk, mailer } = await opened();
    const { ticket, drafts } = await ada.tickets.create({
      area: 'helpdesk',
      workflow: 'incident',
      from: { mail: mailbox.put(mail({ Cc: 'Dave <dave@globex.example>' })) },
    });
    const mails = async () =>
      (await olga.persons.export(bob)).tickets[0]?.mails.map((one) => [one.direction, one.state]);
    expect(await mails()).toEqual([['in', 'received']]);
    await ada.outbox.update(drafts[0]?.id ?? '', { cc: [{ name: 'Dave', address: 'dave@globex.example' }] });
    await ada.outbox.send(drafts[0]?.id ?? '');
    expect(await mails()).toEqual([
      ['in', 'received'],
      ['out', 'queued'],
    ]);
    mailer.answerWith({ outcome: 'refused', reason: '550 no' });
    await desk.deliver();
    expect((await olga.persons.export(bob)).tickets[0]?.mails).toMatchObject([
      {
        from: 'bob@acme.example',
        to: [{ name: '', address: 'support@desk.example' }],
        cc: [{ name: 'Dave', address: 'dave@globex.example' }],
        subject: 'Printer does not print',
        text: 'Hello,\n\nthe printer does not print.\n\nBob\n',
      },
      { to: [{ name: 'Bob Baker', address: 'bob@acme.example' }], cc: [{ name: 'Dave' }], state: 'failed' },
    ]);
    const second = await ada.tickets.draftInterim(ticket);
    await ada.outbox.discard(second.drafts[0]?.id ?? '');
    expect(await mails()).toHaveLength(2);
  });

  test('nothing internal is in it, and of others nothing that he could not see', async () => {
    const kit = await opened();
    const { ada, olga, carol, bob: requester, create } = kit;
    const ticket = await create({ area: 'company', fields: {}, description: 'Ours.' });
    await ada.actions.add(ticket, { visibility: 'internal', description: 'SECRET' });
    await ada.documents.add(ticket, { name: 'SECRET.txt', content: Uint8Array.of(1) });
    await ada.tickets.transition(ticket, 'start');
    await ada.tickets.transition(ticket, 'pass', { responsible: 'dora', comment: 'SECRET' });
    await carol.reply(ticket, { text: 'Carol saw it too.' });
    await requester.reply(ticket, { text: 'Mine.' });
    await requester.reply(ticket, { text: 'SECRET, said an agent later.' });
    const [last] = await ada.actions.list(ticket);
    await ada.actions.edit(last?.id ?? '', { visibility: 'internal' });
    await create({ requester: carolCook, description: 'SECRET' });
    // He only wrote there; it is hers.
    const hers = await create({ area: 'company', fields: {}, requester: carolCook, description: 'SECRET' });
    await requester.reply(hers, {
      text: 'I have that as well.',
      files: [{ name: 'his.txt', content: Uint8Array.of(1) }],
    });
    await carol.reply(hers, { text: 'SECRET', files: [{ name: 'SECRET.txt', content: Uint8Array.of(1) }] });
    const exported = await olga.persons.export(bob);
    expect(JSON.stringify(exported)).not.toMatch(/SECRET|dora|ada|carol@|desk\.example/);
    expect(exported.tickets).toMatchObject([
      { id: ticket, view: { actions: [{ description: 'Mine.' }, { description: 'Carol saw it too.' }] } },
      {
        id: hers,
        view: null,
        snapshots: [],
        opened: null,
        actions: [{ description: 'I have that as well.' }],
        documents: [{ name: 'his.txt' }],
        mails: [],
        events: [{ type: 'action.added' }, { type: 'document.added' }],
      },
    ]);
  });

  test('a contact narrows it to tickets of that contact', async () => {
    const { olga, people, create } = await opened();
    people.addContact({ id: 'globex', name: 'Globex' });
    people.addPerson({ id: 'bob', name: 'Bob Baker', contacts: ['acme', 'globex'] });
    const first = await create();
    const second = await create({ requester: { ...bobBaker, contact: 'globex' } });
    const ids = async (contact?: string) =>
      (await olga.persons.export({ ...bob, ...(contact === undefined ? {} : { contact }) })).tickets.map(
        ({ id }) => id,
      );
    expect([await ids(), await ids('acme'), await ids('globex'), await ids('initech')]).toEqual([
      [first, second],
      [first],
      [second],
      [],
    ]);
  });

  test('tickets under an address of his are in it, those of others who share one are not', async () => {
    const { olga, create } = await opened();
    const strange = await create({ requester: { name: 'B.', email: 'b@home.example' } });
    await create({ requester: { ...carolCook, email: 'b@home.example' } });
    expect((await olga.persons.export({ ...bob, addresses: ['B@home.example'] })).tickets).toMatchObject([
      { id: strange, snapshots: [{ name: 'B.', email: 'b@home.example', person: null }] },
    ]);
  });

  test('a ticket whose area is gone is exported without what only the area knows', async () => {
    const pair = await openBoth();
    const { create, clock } = await openPersonsDesk(pair);
    const ticket = await create();
    const other = await openPersonsDesk(pair, { areas: [defaultArea()] as never, clock });
    const [exported] = (await other.olga.persons.export(bob)).tickets;
    expect(exported).toMatchObject({
      id: ticket,
      view: { subject: 'Printer', status: { label: 'new' }, documents: [] },
    });
  });

  test('after the erasure there is nothing to export', async () => {
    const kit = await opened();
    await closingDraft(kit, await kit.create());
    await kit.olga.persons.erase(bob, { confirmed: true });
    expect((await kit.olga.persons.export({ ...bob, addresses: ['bob@acme.example'] })).tickets).toEqual([]);
  });

  test('an export writes nothing, and refuses what it does not know', async () => {
    const { olga, create, store } = await opened();
    const ticket = await create();
    const before = await stored(store, ticket);
    await olga.persons.export(bob);
    const refused = await refusalOf(olga.persons.export({ ...bob, name: 'Bob' } as never));
    expect(refused).toMatchObject({ code: 'invalid_input', issues: [{ path: ['name'], code: 'unknown_field' }] });
    expect(await stored(store, ticket)).toEqual(before);
  });
});
