import { describe, expect, test } from 'vitest';
import { said } from './bulk-desk.ts';
import { openDeleteDesk } from './delete-desk.ts';
import { everyStore } from './every-store.ts';
import { eventNames, refusalOf, stored } from './stored.ts';

const confirmed = { confirmed: true } as const;

describe.each(everyStore)('on $name', ({ openBoth }) => {
  const office = async () => openDeleteDesk(await openBoth());

  test('one ticket is deleted by its version, also a closed one [DEL-01]', async () => {
    const { rita, make } = await office();
    const { id, version } = await make();
    const done = await rita.tickets.delete(id, confirmed, { expectedVersion: version });
    expect(done).toEqual({
      ticket: { id },
      deleted: { mails: 0, movedMails: 0, documents: 0, actions: 0, activitiesKept: 0 },
      warnings: [],
      replayed: false,
    });
    expect((await refusalOf(rita.tickets.get(id))).code).toBe('not_found');
    const closing = await make();
    await rita.tickets.transition(closing.id, 'start');
    const { ticket: closed } = await rita.tickets.transition(closing.id, 'close', { comment: 'Done' });
    await rita.tickets.delete(closed, confirmed, { expectedVersion: closed.version });
    expect((await refusalOf(rita.tickets.get(closed))).code).toBe('not_found');
  });

  test('without its version it is refused, and so is an older one; nothing is changed [DEL-01 refused]', async () => {
    const { rita, make, store } = await office();
    const ticket = await make();
    await rita.actions.add(ticket, { visibility: 'internal', description: 'New' });
    const before = await stored(store, ticket);
    expect(await refusalOf(rita.tickets.delete(ticket, confirmed, {} as never))).toMatchObject({
      code: 'invalid_input',
      issues: [{ path: ['expectedVersion'], code: 'required' }],
    });
    const stale = rita.tickets.delete(ticket, confirmed, { expectedVersion: ticket.version });
    expect(await refusalOf(stale)).toMatchObject({
      code: 'conflict',
      data: { ticket: { version: ticket.version + 1 } },
    });
    expect(await stored(store, ticket)).toEqual(before);
  });

  test('who holds the word may delete and is offered it, nobody else [DEL-02] [DEL-02 refused]', async () => {
    const { rita, agent, make } = await office();
    const ticket = await make();
    const options = { expectedVersion: ticket.version };
    expect((await rita.tickets.get(ticket)).can.delete).toBe(true);
    const ada = agent('Ada', 'agent');
    expect((await ada.tickets.get(ticket)).can.delete).toBe(false);
    expect(await refusalOf(ada.tickets.delete(ticket, confirmed, options))).toMatchObject({
      code: 'forbidden',
      data: { permission: 'ticket.delete' },
    });
    const stranger = agent('Stan', 'stranger');
    const unseen = await refusalOf(stranger.tickets.delete(ticket, confirmed, options));
    expect(unseen).toEqual(await refusalOf(stranger.tickets.delete('unknown', confirmed, options)));
    expect(unseen.code).toBe('not_found');
    expect(await rita.tickets.get(ticket)).toEqual(ticket);
  });

  test('without a confirmation nothing is deleted, and it is told what would be [DEL-03] [DEL-03 refused]', async () => {
    const { rita, full, store } = await office();
    const { ticket } = await full();
    const before = await stored(store, ticket);
    const options = { expectedVersion: ticket.version };
    const impact = { mails: 3, movedMails: 1, documents: 1, actions: 1, activitiesKept: 1 };
    for (const input of [{}, { confirmed: false }, { confirmed: 'yes' }, { confirmed: 1 }]) {
      expect(await refusalOf(rita.tickets.delete(ticket, input as never, options))).toMatchObject({
        code: 'confirmation_required',
        issues: [{ path: ['confirmed'], code: 'required' }],
        data: { impact },
      });
    }
    expect(await rita.preview.tickets.delete(ticket, {}, options)).toMatchObject({
      allowed: false,
      needs: ['confirmed'],
      refusal: { data: { impact } },
    });
    expect(await rita.preview.tickets.delete(ticket, confirmed, options)).toMatchObject({
      allowed: true,
      events: ['ticket.deleted'],
      mails: [],
    });
    expect(await stored(store, ticket)).toEqual(before);
    const done = await rita.tickets.delete(ticket, confirmed, options);
    expect(done.deleted).toEqual(impact);
  });

  test('mails, documents, actions, drafts, timers, questions and the history go with it [DEL-05]', async () => {
    const { rita, full, store, blobs, desk, mails, agent, clock } = await office();
    const { ticket, action, document } = await full();
    const [draft] = (await rita.outbox.list()).items;
    const [kept] = (await stored(store, ticket)).tickets;
    const blob = kept?.details.documents[0]?.blob ?? '';
    const [question] = (await rita.questions.list()).items;
    await rita.tickets.delete(ticket, confirmed, { expectedVersion: ticket.version });
    const lead = agent('Linus', 'lead');
    const gone = [
      lead.tickets.get(ticket),
      lead.tickets.byNumber(ticket.number),
      lead.tickets.mails(ticket),
      lead.tickets.stepLog(ticket),
      lead.tickets.rawMail(ticket, kept?.details.sources[0]?.id ?? ''),
      lead.actions.revisions(action),
      lead.documents.open(document),
      lead.documents.list(ticket),
      rita.outbox.get(draft?.id ?? ''),
      rita.outbox.send(draft?.id ?? ''),
      rita.questions.answer(question?.id ?? '', { inform: [] }),
    ];
    for (const call of gone) expect((await refusalOf(call)).code).toBe('not_found');
    expect(await blobs.get({ tenant: 'default', blob })).toBeNull();
    expect(await stored(store, ticket)).toMatchObject({ tickets: [], outbox: [] });
    expect((await rita.timers.current()).running).toBeNull();
    expect((await lead.actions.concerning({ user: 'rita' })).items).toEqual([]);
    clock.advance({ hours: 1 });
    await desk.bookTimers();
    await desk.deliver();
    expect(mails).toEqual([]);
  });

  test('a tombstone stays, with the number and without a word of what it was about; the number is never given again [DEL-05] [NUM-01]', async () => {
    const { rita, make, desk } = await office();
    const ticket = await make();
    await rita.tickets.delete(ticket, confirmed, { expectedVersion: ticket.version });
    const { events } = await desk.changes();
    const own = events.filter((event) => event.ticket === ticket.id);
    expect(own).toMatchObject([
      {
        type: 'ticket.deleted',
        seq: 2,
        actor: { user: 'rita' },
        data: { number: ticket.number, area: 'helpdesk', mails: 0, documents: 0, actions: 0, via: 'single' },
      },
    ]);
    expect(JSON.stringify(own)).not.toMatch(/Printer|Bob/);
    expect((await make()).number).not.toBe(ticket.number);
  });

  test('a letter that is on its way when its ticket is deleted harms nothing [DEL-05]', async () => {
    const { rita, make, desk, mailer, clock } = await office();
    const ticket = await make();
    const { drafts } = await rita.tickets.draftInterim(ticket);
    await rita.outbox.send(drafts[0]?.id ?? '');
    const send = mailer.send;
    (mailer as { send: typeof send }).send = async (letter) => {
      const { version } = await rita.tickets.get(ticket);
      await rita.tickets.delete(ticket, confirmed, { expectedVersion: version });
      return send(letter);
    };
    await desk.deliver();
    clock.advance({ hours: 2 });
    expect(await desk.deliver()).toMatchObject({ sent: 0, failed: 0 });
    expect(mailer.sent).toHaveLength(1);
    expect((await refusalOf(rita.tickets.get(ticket))).code).toBe('not_found');
  });

  test('while the blob store is down the ticket goes all the same, and its content is swept later [DEL-05 refused]', async () => {
    const { rita, full, broken, blobs, desk, clock } = await office();
    const { ticket } = await full();
    broken.blobs = true;
    await rita.tickets.delete(ticket, confirmed, { expectedVersion: ticket.version });
    expect((await refusalOf(rita.tickets.get(ticket))).code).toBe('not_found');
    const left = async () => {
      const found: string[] = [];
      for await (const { blob } of blobs.list({ storedBefore: '9999-01-01T00:00:00.000Z' })) found.push(blob);
      return found;
    };
    expect(await left()).toHaveLength(1);
    broken.blobs = false;
    clock.advance({ hours: 25 });
    await desk.sweepBlobs();
    expect(await left()).toEqual([]);
  });

  test('appointments, tasks, calls and notes stay with their owners and lose only their ticket [DEL-06]', async () => {
    const { rita, full, activities, make } = await office();
    const { ticket, activity } = await full();
    await rita.tickets.delete(ticket, confirmed, { expectedVersion: ticket.version });
    const context = { tenant: 'default', actor: { user: 'rita' } };
    expect(await activities.lookUp([activity as never], context)).toMatchObject([{ subject: 'Ring Bob', by: 'rita' }]);
    const other = await make();
    await rita.activities.link(other, activity as never);
    expect(await rita.activities.list(other)).toMatchObject([{ type: 'note', subject: 'Ring Bob' }]);
  });

  test('while the host’s activities cannot be asked nothing is deleted [DEL-06 refused]', async () => {
    const { rita, full, broken, store } = await office();
    const { ticket } = await full();
    const before = await stored(store, ticket);
    broken.activities = true;
    const options = { expectedVersion: ticket.version };
    await expect(rita.tickets.delete(ticket, confirmed, options)).rejects.toThrow('The calendar is down.');
    expect(await stored(store, ticket)).toEqual(before);
  });

  test('several tickets of a list are deleted at once, each with its verdict, by who holds the word for it [DEL-04]', async () => {
    const { agent, make, full, store } = await office();
    const [first, second] = [await make(), (await full()).ticket];
    const clara = agent('Clara', 'cleaner');
    const asked = await refusalOf(clara.bulk.delete([first, second, 'unknown'], {} as never));
    expect(asked).toMatchObject({
      code: 'confirmation_required',
      data: {
        impact: { tickets: 2, mails: 3, movedMails: 1, documents: 1, actions: 1, activitiesKept: 1, refused: 1 },
      },
    });
    expect(await eventNames(store, first)).toEqual(['ticket.created']);
    const done = await clara.bulk.delete([first, second, 'unknown'], confirmed);
    expect(done.verdicts.map(said)).toEqual(['changed', 'changed', 'not_found']);
    for (const ticket of [first, second]) expect((await refusalOf(clara.tickets.get(ticket))).code).toBe('not_found');
  });

  test('who may delete one ticket may not delete from a list without the word for that [DEL-04 refused]', async () => {
    const { rita, agent, make } = await office();
    const ticket = await make();
    const done = await rita.bulk.delete([ticket], confirmed);
    expect(done.verdicts).toMatchObject([
      { outcome: 'refused', refusal: { code: 'forbidden', data: { permission: 'ticket.delete_from_list' } } },
    ]);
    const ada = await agent('Ada', 'agent').bulk.delete([ticket], confirmed);
    expect(ada.verdicts).toMatchObject([{ refusal: { code: 'forbidden', data: { permission: 'ticket.delete' } } }]);
    expect(await rita.tickets.get(ticket)).toEqual(ticket);
    const { version } = ticket;
    await rita.tickets.delete(ticket, confirmed, { expectedVersion: version });
  });

  test('repeated with its key a deletion says what it did the first time, single and from a list [XCT-01]', async () => {
    const { rita, agent, make } = await office();
    const ticket = await make();
    const options = { expectedVersion: ticket.version, idempotencyKey: 'k' };
    const first = await rita.tickets.delete(ticket, confirmed, options);
    expect(await rita.tickets.delete(ticket, confirmed, options)).toEqual({ ...first, replayed: true });
    const clara = agent('Clara', 'cleaner');
    const other = await make();
    const once = await clara.bulk.delete([other], confirmed, { idempotencyKey: 'k' });
    const again = await clara.bulk.delete([other], confirmed, { idempotencyKey: 'k' });
    expect(once).toMatchObject({ changed: 1, verdicts: [{ replayed: false, number: other.number }] });
    expect(again).toMatchObject({ changed: 1, verdicts: [{ replayed: true, number: other.number }] });
  });

  test('a requester finds nothing of it any more', async () => {
    const { rita, bob } = await office();
    const { ticket } = await bob.create({
      name: 'Bob',
      email: 'bob@acme.example',
      subject: 'Mine',
      description: 'Help',
    });
    const { version } = await rita.tickets.get(ticket);
    await rita.tickets.delete(ticket.id, confirmed, { expectedVersion: version });
    expect((await bob.list()).items).toEqual([]);
    expect((await refusalOf(bob.get(ticket.id))).code).toBe('not_found');
    expect((await refusalOf(bob.reply(ticket.id, { text: 'Hello?' }))).code).toBe('not_found');
  });
});
