import { describe, expect, test } from 'vitest';
import type { Change } from '../../src/ports/batch.ts';
import type { Store } from '../../src/ports/store.ts';
import { everyStore } from './every-store.ts';
import { mail } from './helpdesk.ts';
import { bobBaker, carolCook, closingDraft, openPersonsDesk } from './persons-desk.ts';
import { eventNames, eventsOf, refusalOf, stored } from './stored.ts';

const bob = { person: 'bob' } as const;
const confirmed = { confirmed: true } as const;
const nothing = { tickets: 0, events: 0, actions: 0, documents: 0, mails: 0, discarded: 0 };
/** Does this change take somebody out of a ticket? */
const isErasure = (change: Change): boolean => change.root === 'ticket' && change.add.eventsRedacted !== undefined;
const text = async (of: Promise<unknown>) => JSON.stringify(await of);

describe.each(everyStore)('on $name', ({ openBoth }) => {
  const opened = async () => openPersonsDesk(await openBoth());

  test('only who holds `person.erase` of the desk erases and exports persons; words on tickets do not help', async () => {
    const { ada, create, store } = await opened();
    const ticket = await create();
    const before = await stored(store, ticket);
    const forbidden = { code: 'forbidden', data: { permission: 'person.erase' } };
    await expect(ada.persons.erase(bob, confirmed)).rejects.toMatchObject(forbidden);
    await expect(ada.persons.export(bob)).rejects.toMatchObject(forbidden);
    expect(await ada.preview.persons.erase(bob, confirmed)).toMatchObject({ allowed: false, refusal: forbidden });
    expect(await stored(store, ticket)).toEqual(before);
  });

  test.each([undefined, {}, { confirmed: false }, { confirmed: 'yes' as never }])(
    'with %j for a confirmation it says what it would change, and changes nothing',
    async (options) => {
      const kit = await opened();
      const ticket = await kit.create();
      await closingDraft(kit, ticket);
      const before = await stored(kit.store, ticket);
      const refused = await refusalOf(kit.olga.persons.erase(bob, options));
      expect(refused).toMatchObject({
        code: 'confirmation_required',
        data: { ...nothing, tickets: 1, events: 2, mails: 1, discarded: 1 },
      });
      expect(JSON.stringify(refused)).not.toMatch(/bob|baker/i);
      expect(await stored(kit.store, ticket)).toEqual(before);
    },
  );

  test('a preview counts what is done then, names the addresses that are taken to be his, and writes nothing', async () => {
    const kit = await opened();
    const ticket = await kit.create();
    await kit.ada.actions.add(ticket, { visibility: 'internal', description: 'Bob Baker called.' });
    await closingDraft(kit, ticket);
    const before = await stored(kit.store, ticket);
    const preview = await kit.olga.preview.persons.erase(bob);
    expect(preview).toEqual({
      allowed: true,
      counts: { ...nothing, tickets: 1, events: 3, actions: 1, mails: 1, discarded: 1 },
      addresses: ['bob@acme.example'],
    });
    expect(await stored(kit.store, ticket)).toEqual(before);
    const { done, counts, addresses } = await kit.olga.persons.erase(bob, confirmed);
    expect({ allowed: true, counts, addresses }).toEqual(preview);
    expect(done).toBe(true);
  });

  test('the ticket stays with number, texts, history and times; who asked is gone, but for his contact', async () => {
    const { ada, olga, clock, create, store } = await opened();
    const ticket = await create({
      subject: 'Printer of Bob Baker',
      description:
        'Call BOB  BAKER, bob@ACME.example or +49 (30) 123-456. Not bobby@acme.example, jim.bob@acme.example.',
      fields: { room: 'Bob Baker’s', severity: 'low' },
    });
    clock.advance({ hours: 1 });
    await ada.tickets.transition(ticket, 'start');
    await ada.tickets.transition(ticket, 'pass', { responsible: 'dora', comment: 'Ask Bob Baker.' });
    const before = (await stored(store, ticket)).tickets[0];
    clock.advance({ hours: 1 });
    await olga.persons.erase(bob, confirmed);
    const after = (await stored(store, ticket)).tickets[0];
    expect(after?.row).toEqual({
      ...before?.row,
      subject: 'Printer of [erased]',
      description: 'Call [erased], [erased] or [erased]. Not bobby@acme.example, jim.bob@acme.example.',
      fields: { room: '[erased]’s', severity: 'low' },
      requester: { contact: 'acme', person: null, name: '[erased]', email: '', phone: '' },
      version: (before?.row.version ?? 0) + 1,
      updatedAt: '2026-03-03T15:00:00.000Z',
      lastExternalAt: '2026-03-03T15:00:00.000Z',
    });
    const events = after?.details.events ?? [];
    expect(events.map(({ type, at, seq }) => [type, at, seq])).toEqual([
      ...(before?.details.events ?? []).map(({ type, at, seq }) => [type, at, seq]),
      ['person.erased', '2026-03-03T15:00:00.000Z', (before?.row.version ?? 0) + 1],
    ]);
    expect((await ada.tickets.stepLog(ticket)).map(({ comment }) => comment)).toContain('Ask [erased].');
    expect((await ada.tickets.list({ where: { field: 'requester.name', contains: 'baker' } })).items).toEqual([]);
    expect((await ada.tickets.list({ where: { field: 'requester.person', is: 'bob' } })).items).toEqual([]);
  });

  test('an erased ticket can be worked on; only who names a requester must name a whole one', async () => {
    const { ada, olga, create } = await opened();
    const ticket = await create();
    await olga.persons.erase(bob, confirmed);
    await ada.tickets.update(ticket, { subject: 'Printer on the second floor' });
    await ada.tickets.transition(ticket, 'start');
    expect((await ada.tickets.close(ticket, { comment: 'Done' })).warnings.map(({ code }) => code)).toEqual([
      'no_recipient',
    ]);
    await ada.tickets.transition(ticket, 'reopen');
    const incomplete = await refusalOf(ada.tickets.update(ticket, { requester: { name: 'Dave' } }));
    expect(incomplete.issues).toMatchObject([{ path: ['requester', 'email'], code: 'required' }]);
    const { requester } = (
      await ada.tickets.update(ticket, { requester: { name: 'Dave', email: 'dave@globex.example' } })
    ).ticket;
    expect(requester).toMatchObject({ name: 'Dave', email: 'dave@globex.example' });
  });

  test('each ticket tells that somebody was erased, by whom and when, and not who he was [GEN-01]', async () => {
    const { desk, olga, clock, create } = await opened();
    const heard: unknown[] = [];
    desk.on('person.erased', (event) => heard.push(event));
    const tickets = [await create(), await create()];
    await create({ requester: carolCook });
    clock.advance({ hours: 1 });
    await olga.persons.erase(bob, confirmed);
    const told = (ticket: string, seq: number) => ({
      type: 'person.erased',
      data: { content: 'keep', shown: false },
      ticket,
      seq,
      v: 1,
      at: '2026-03-03T14:00:00.000Z',
      actor: { user: 'olga' },
      tenant: 'default',
    });
    expect(heard).toEqual(tickets.map((ticket) => told(ticket, 2)));
    const { events } = await desk.changes();
    expect(events.filter(({ type }) => type === 'person.erased')).toEqual(heard);
    expect(JSON.stringify(events)).not.toMatch(/bob/i);
  });

  test('only what a requester may see brings a ticket to the top of his list', async () => {
    const { ada, olga, create, store } = await opened();
    const [quiet, loud] = [await create({ requester: carolCook }), await create({ requester: carolCook })];
    for (const ticket of [quiet, loud]) {
      await ada.tickets.update(ticket, { requester: bobBaker });
      await ada.tickets.update(ticket, { requester: carolCook });
    }
    await ada.actions.add(quiet, { visibility: 'internal', description: 'Bob Baker' });
    await ada.actions.add(loud, { visibility: 'external', description: 'Bob Baker' });
    await olga.persons.erase(bob, confirmed);
    const shown = async (ticket: string) => (await eventsOf(store, ticket)).at(-1)?.data;
    expect([await shown(quiet), await shown(loud)]).toEqual([
      { content: 'keep', shown: false },
      { content: 'keep', shown: true },
    ]);
  });

  test('what waits for him is never sent: drafts and queued mails are discarded, also where others get them too', async () => {
    const kit = await opened();
    const { ada, olga, desk, mails, store } = kit;
    const [draft, queued, copied] = [
      await closingDraft(kit, await kit.create()),
      await closingDraft(kit, await kit.create()),
      await closingDraft(kit, await kit.create({ requester: carolCook })),
    ];
    await ada.outbox.send(queued);
    await ada.outbox.update(copied, { cc: [{ name: 'Bob', address: 'BOB@acme.example' }] });
    await ada.outbox.send(copied);
    const { counts } = await olga.persons.erase(bob, confirmed);
    expect(counts).toMatchObject({ tickets: 3, discarded: 3 });
    for (const id of [draft, queued, copied]) {
      expect(await ada.outbox.get(id)).toMatchObject({ state: 'discarded' });
      await expect(ada.outbox.send(id)).rejects.toMatchObject({ code: 'wrong_state' });
    }
    expect((await ada.outbox.get(copied)).to).toEqual([{ name: 'Carol Cook', address: 'carol@acme.example' }]);
    expect((await ada.outbox.get(copied)).cc).toEqual([{ name: '', address: '[erased]' }]);
    await desk.deliver();
    expect(mails.filter(({ envelope }) => !envelope.to.endsWith('@desk.example'))).toEqual([]);
    for (const { ticket } of (await ada.outbox.list({ states: ['discarded'] })).items) {
      expect((await eventNames(store, ticket)).slice(-2)).toEqual(['mail.discarded', 'person.erased']);
      expect((await stored(store, ticket)).tickets[0]?.row.draftCount).toBe(0);
    }
  });

  test('of a mail of which a copy has left, no further one leaves, and notices to agents still do', async () => {
    const kit = await opened();
    const { ada, olga, bob: requester, desk, mailer, mails, clock } = kit;
    const draft = await closingDraft(kit, await kit.create());
    await ada.outbox.update(draft, { cc: [{ name: 'Dave', address: 'dave@globex.example' }] });
    await ada.outbox.send(draft);
    mailer.answerWith({ outcome: 'unavailable', reason: '451 <bob@acme.example> later' });
    await desk.deliver();
    await requester.create({
      area: 'helpdesk',
      subject: 'Phone',
      description: 'Dead.',
      name: 'Bob Baker',
      email: 'bob@acme.example',
    });
    await olga.persons.erase(bob, confirmed);
    clock.advance({ hours: 24 });
    await desk.deliver();
    expect(mails.map(({ envelope }) => envelope.to)).toEqual(['dave@globex.example', 'dora@desk.example']);
    expect(JSON.stringify(mails[1])).not.toMatch(/bob/i);
    const { state, deliveries } = await ada.outbox.get(draft);
    expect([state, deliveries.map((one) => [one.recipient.address, one.state, one.reason])]).toEqual([
      'closed',
      [
        ['[erased]', 'discarded', '451 <[erased]> later'],
        ['dave@globex.example', 'sent', null],
      ],
    ]);
  });

  test('of a mail that is being sent just now nobody knows whether it arrived, and it is not sent again', async () => {
    const kit = await opened();
    const { ada, olga, desk, store, mails, clock } = kit;
    const draft = await closingDraft(kit, await kit.create());
    await ada.outbox.send(draft);
    const now = clock.now().toISOString();
    const [claimed] = await store.claim('delivery', { dueBy: now, leasedUntil: '2026-03-03T13:15:00.000Z', limit: 1 });
    expect(claimed?.delivery.recipient.address).toBe('bob@acme.example');
    await olga.persons.erase(bob, confirmed);
    clock.advance({ hours: 24 });
    await desk.deliver();
    expect(mails.map(({ envelope }) => envelope.to)).not.toContain('bob@acme.example');
    expect(await ada.outbox.get(draft)).toMatchObject({ state: 'closed', deliveries: [{ state: 'ambiguous' }] });
  });

  test('a mail of his that became a ticket leaves its text, and neither its sender nor its source', async () => {
    const { ada, olga, mailbox, desk } = await opened();
    const { ticket } = await ada.tickets.create({ area: 'helpdesk', from: { mail: mailbox.put(mail()) } });
    const [received] = await ada.tickets.mails(ticket);
    expect(received?.from).toBe('bob@acme.example');
    await olga.persons.erase(bob, confirmed);
    const [left, draft] = await ada.tickets.mails(ticket);
    expect([left, draft]).toMatchObject([{ from: '[erased]' }, { state: 'discarded', to: ['[erased]'] }]);
    await expect(ada.tickets.rawMail(ticket, received?.id ?? '')).rejects.toMatchObject({ code: 'not_found' });
    expect((await ada.tickets.get(ticket)).description).toBe('Hello,\n\nthe printer does not print.\n\nBob');
    // It is converted still: its folder is cleared, and nobody makes a second ticket of it.
    await desk.clearFolders();
    expect(await text(desk.changes())).not.toMatch(/bob@|Baker|1@acme/);
  });

  test('tickets under an address of his are his too; one that others have as well is not taken from a ticket', async () => {
    const { ada, olga, create } = await opened();
    const office = { ...bobBaker, email: 'office@acme.example' };
    const named = await create({ requester: office });
    const known = await create({ requester: { name: 'Bobby', email: 'BOB@acme.example' } });
    const strange = await create({ requester: { name: 'B. Baker', email: 'b.baker@home.example' } });
    const shared = await create({ requester: { name: 'Dave', email: 'office@acme.example' } });
    const hers = await create({ requester: { ...carolCook, email: 'office@acme.example' }, description: 'Bob Baker' });
    const nameOf = async (ticket: string) => (await ada.tickets.get(ticket)).requester.name;
    const first = await olga.persons.erase({ ...bob, addresses: ['B.Baker@home.example'] }, confirmed);
    expect([first.counts.tickets, first.addresses]).toEqual([3, ['b.baker@home.example', 'bob@acme.example']]);
    for (const ticket of [named, known, strange]) expect(await nameOf(ticket)).toBe('[erased]');
    expect([await nameOf(shared), await nameOf(hers)]).toEqual(['Dave', 'Carol Cook']);
    const second = await olga.persons.erase({ ...bob, addresses: ['office@acme.example'] }, confirmed);
    expect([second.counts.tickets, await nameOf(shared)]).toEqual([1, '[erased]']);
    expect(await ada.tickets.get(hers)).toMatchObject({
      requester: { ...carolCook, email: 'office@acme.example' },
      description: 'Bob Baker',
      version: 1,
    });
  });

  test('whoever asked before him and after him stays, and so do others’ mails and files', async () => {
    const { ada, olga, carol, create, store } = await opened();
    const ticket = await create({ area: 'company', requester: carolCook });
    await ada.tickets.update(ticket, { requester: bobBaker });
    await ada.tickets.update(ticket, { requester: carolCook });
    await carol.reply(ticket, {
      text: 'Mine, not his.',
      files: [{ name: 'carol.txt', content: new TextEncoder().encode('Bob Baker') }],
    });
    await olga.persons.erase(bob, { ...confirmed, content: 'remove' });
    const edits = (await eventsOf(store, ticket)).flatMap(({ type, data }) =>
      type === 'ticket.edited' ? [[data.requester?.from.name, data.requester?.to.name]] : [],
    );
    expect(edits).toEqual([
      ['Carol Cook', '[erased]'],
      ['[erased]', 'Carol Cook'],
    ]);
    const seen = await carol.get(ticket);
    expect(seen).toMatchObject({ actions: [{ description: 'Mine, not his.' }], documents: [{ name: 'carol.txt' }] });
    const { outbox } = await stored(store, ticket);
    expect(JSON.stringify(outbox)).toContain('Mine, not his.');
  });

  test('his own words and files stay without his name, or go with it', async () => {
    for (const content of ['keep', 'remove'] as const) {
      const { ada, olga, bob: requester, blobs, store } = await opened();
      const { ticket } = await requester.create({
        area: 'helpdesk',
        subject: 'My printer',
        description: 'It burns.',
        name: 'Bob Baker',
        email: 'bob@acme.example',
        fields: { machine: 'LJ 4' },
      });
      await requester.reply(ticket.id, {
        text: 'Still burning. Bob Baker',
        files: [{ name: 'Bob Baker.txt', content: new TextEncoder().encode('smoke') }],
      });
      await ada.actions.add(ticket.id, { visibility: 'external', description: 'We come.' });
      const [document] = await ada.documents.list(ticket.id);
      const { counts } = await olga.persons.erase(bob, { ...confirmed, content });
      expect(counts).toMatchObject({ actions: 1, documents: 1, mails: 2 });
      const { subject, description, fields } = await ada.tickets.get(ticket.id);
      const actions = (await ada.actions.list(ticket.id)).map((one) => [one.description, one.author]);
      const left = (await ada.documents.list(ticket.id)).map(({ name }) => name);
      const letters = (await stored(store, ticket)).outbox.map(({ mail: letter }) => letter.text);
      const blob = [];
      for await (const one of blobs.list({ storedBefore: '2999-01-01T00:00:00.000Z' })) blob.push(one);
      const ours = ['We come.', { user: 'ada' }];
      if (content === 'keep') {
        expect([subject, description, fields]).toEqual(['My printer', 'It burns.', { machine: 'LJ 4' }]);
        expect(actions).toEqual([ours, ['Still burning. [erased]', { contact: 'acme' }]]);
        expect([left, blob.length, letters.some((one) => one.includes('Still burning.'))]).toEqual([
          ['[erased].txt'],
          1,
          true,
        ]);
      } else {
        expect([subject, description, fields]).toEqual(['[erased]', '[erased]', { machine: '[erased]' }]);
        expect(actions).toEqual([ours, ['[erased]', { contact: 'acme' }]]);
        expect([left, blob, letters]).toEqual([[], [], ['[erased]', '[erased]']]);
        await expect(ada.documents.open(document?.id ?? '')).rejects.toMatchObject({ code: 'not_found' });
      }
    }
  });

  test('his portal is empty then, and a repetition with his idempotency key finds nothing', async () => {
    const { olga, bob: requester, ada } = await opened();
    const asked = {
      area: 'helpdesk',
      subject: 'Printer',
      description: 'Smoke.',
      name: 'Bob Baker',
      email: 'bob@acme.example',
    } as const;
    const options = { idempotencyKey: 'once' };
    const { ticket } = await requester.create(asked, options);
    expect((await requester.create(asked, options)).ticket.id).toBe(ticket.id);
    await olga.persons.erase(bob, confirmed);
    expect((await requester.list()).items).toEqual([]);
    await expect(requester.get(ticket.id)).rejects.toMatchObject({ code: 'not_found' });
    await expect(requester.reply(ticket.id, { text: 'Hello?' })).rejects.toMatchObject({ code: 'not_found' });
    expect((await requester.create(asked, options)).ticket.id).not.toBe(ticket.id);
    expect((await ada.tickets.count()).count).toBe(2);
  });

  test('it stops after the ticket under way, tells how far it is, and goes on by what it knew', async () => {
    const { ada, olga, create } = await opened();
    const tickets = [
      await create(),
      await create({ requester: { ...bobBaker, name: 'Robert B.', email: 'robert@home.example' } }),
      await create({
        requester: { name: 'R. Baker', email: 'robert@home.example' },
        description: 'Bob Baker, Robert B.',
      }),
    ];
    const controller = new AbortController();
    const heard: unknown[] = [];
    const first = await olga.persons.erase(bob, {
      ...confirmed,
      signal: controller.signal,
      onProgress: (progress) => {
        heard.push(progress);
        if (progress.done === 2) controller.abort();
      },
    });
    expect(heard).toEqual([
      { done: 1, total: 3 },
      { done: 2, total: 3 },
    ]);
    expect([first.done, first.counts.tickets]).toEqual([false, 2]);
    // The last one names neither the person nor any address that is still known from others.
    const names = async () => Promise.all(tickets.map(async (id) => (await ada.tickets.get(id)).requester.name));
    expect(await names()).toEqual(['[erased]', '[erased]', 'R. Baker']);
    const second = await olga.persons.erase(bob, confirmed);
    expect([second.done, second.counts.tickets]).toEqual([true, 1]);
    expect(await names()).toEqual(['[erased]', '[erased]', '[erased]']);
    expect((await ada.tickets.get(tickets[2] ?? '')).description).toBe('[erased], [erased]');
    expect(await olga.persons.erase(bob, confirmed)).toMatchObject({ done: true, counts: nothing });
  });

  test('a listener of its progress that fails harms nothing', async () => {
    const { olga, create, ada } = await opened();
    const ticket = await create();
    const onProgress = () => {
      throw new Error('The bar is broken.');
    };
    expect(await olga.persons.erase(bob, { ...confirmed, onProgress })).toMatchObject({ done: true });
    expect((await ada.tickets.get(ticket)).requester.name).toBe('[erased]');
  });

  /** Lets something happen just before the first ticket is erased. */
  const interrupted = async () => {
    const { store, blobs } = await openBoth();
    const race: { meanwhile: null | (() => Promise<unknown>) } = { meanwhile: null };
    const commit: Store['commit'] = async (batch) => {
      const { meanwhile } = race;
      if (meanwhile !== null && batch.changes.some(isErasure)) {
        race.meanwhile = null;
        await meanwhile();
      }
      return store.commit(batch);
    };
    return { race, ...(await openPersonsDesk({ store: { ...store, commit }, blobs })) };
  };

  test('a ticket that somebody changes at the same time is erased as it is then', async () => {
    const { race, ada, olga, create } = await interrupted();
    const ticket = await create();
    race.meanwhile = () => ada.tickets.update(ticket, { description: 'Bob Baker again' });
    expect(await olga.persons.erase(bob, confirmed)).toMatchObject({ done: true, counts: { tickets: 1 } });
    expect(await ada.tickets.get(ticket)).toMatchObject({ description: '[erased] again', version: 3 });
  });

  test('what is written of him while he is erased is found before it ends', async () => {
    const kit = await interrupted();
    const { race, ada, olga, create } = kit;
    const hers = await closingDraft(kit, await create({ requester: carolCook }));
    await create();
    race.meanwhile = async () => {
      await create({ description: 'One more.' });
      await ada.outbox.update(hers, { cc: [{ name: 'Bob', address: 'bob@acme.example' }] });
    };
    expect(await olga.persons.erase(bob, confirmed)).toMatchObject({
      done: true,
      counts: { tickets: 3, discarded: 1 },
    });
    expect(await ada.outbox.get(hers)).toMatchObject({ state: 'discarded', cc: [{ name: '', address: '[erased]' }] });
  });

  test('tickets that never rest are left, and said to be', async () => {
    const { store, blobs } = await openBoth();
    const restless: Store = {
      ...store,
      commit: async (batch) => (batch.changes.some(isErasure) ? { outcome: 'conflict' } : store.commit(batch)),
    };
    const { olga, create } = await openPersonsDesk({ store: restless, blobs });
    await create();
    expect(await olga.persons.erase(bob, confirmed)).toEqual({
      done: false,
      counts: nothing,
      addresses: ['bob@acme.example'],
    });
  });

  test('a tenant erases nobody of another', async () => {
    const { desk, olga, create, ada } = await opened();
    const ticket = await create();
    const other = desk.forTenant('globex').as({ user: 'olga' });
    expect(await other.persons.erase(bob, confirmed)).toMatchObject({ done: true, counts: nothing });
    expect((await ada.tickets.get(ticket)).requester.name).toBe('Bob Baker');
    expect(await olga.persons.erase(bob, confirmed)).toMatchObject({ counts: { tickets: 1 } });
  });

  test.each([
    [{ person: '' }, confirmed, ['person'], 'required'],
    [{ person: 'bob', addresses: ['bob'] }, confirmed, ['addresses', 0], 'bad_address'],
    [{ person: 'bob', email: 'bob@acme.example' }, confirmed, ['email'], 'unknown_field'],
    [{ person: 'bob' }, { confirmed: true, content: 'all' }, ['content'], 'not_an_option'],
    [{ person: 'bob' }, { confirmed: true, signal: 1 }, ['signal'], 'wrong_type'],
    [{ person: 'bob' }, { confirmed: true, onProgress: 1 }, ['onProgress'], 'wrong_type'],
    [{ person: 'bob' }, { confirmed: true, idempotencyKey: 'k' }, ['idempotencyKey'], 'unknown_field'],
  ])('%j with %j is refused at %j', async (person, options, path, code) => {
    const { olga, create, store } = await opened();
    const ticket = await create();
    const before = await stored(store, ticket);
    const refused = await refusalOf(olga.persons.erase(person as never, options as never));
    expect(refused).toMatchObject({ code: 'invalid_input', issues: [{ path, code }] });
    expect(await stored(store, ticket)).toEqual(before);
  });
});
