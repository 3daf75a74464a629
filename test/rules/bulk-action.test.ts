import { describe, expect, test } from 'vitest';
import { openBulkDesk, said, watched } from './bulk-desk.ts';
import { everyStore } from './every-store.ts';
import { printer } from './helpdesk.ts';
import { refusalOf } from './stored.ts';

const note = { visibility: 'external', description: 'The network is down until noon.', timeSpent: 25 } as const;

describe.each(everyStore)('on $name', ({ open }) => {
  const office = async (options: { readonly undoSeconds?: number } = {}) => openBulkDesk(await open(), options);

  test('one call adds one action to every selected ticket, with its time booked in full on each; nothing is sent [BLK-01] [BLK-03] [BLK-05]', async () => {
    const { ada, make, mails, desk } = await office();
    const tickets = [await make(), await make(), await make()];
    const occurredAt = '2026-03-02T08:00:00.000Z';
    const done = await ada.bulk.addAction(tickets, {
      ...note,
      occurredAt,
      concerns: ['linus'],
      shortDescription: 'Outage',
    });
    expect(done).toMatchObject({ changed: 3, unchanged: 0, refused: 0, mails: 0, stopped: false, rest: [] });
    expect(done.verdicts.map(({ ticket }) => ticket)).toEqual(tickets.map(({ id }) => id));
    for (const [index, ticket] of tickets.entries()) {
      const [action, ...more] = await ada.actions.list(ticket);
      expect(more).toEqual([]);
      expect(action).toMatchObject({ ...note, occurredAt, concerns: ['linus'], shortDescription: 'Outage' });
      expect(done.verdicts[index]).toMatchObject({
        outcome: 'changed',
        number: ticket.number,
        action: action?.id,
        mail: null,
      });
      expect((await ada.tickets.get(ticket)).timeSpent).toEqual({ total: 25, internal: 0, external: 25 });
    }
    await desk.deliver();
    expect(mails).toEqual([]);
    expect((await ada.outbox.list()).items).toEqual([]);
  });

  test('what is refused for one ticket keeps no other from being changed, and each has its verdict [BLK-01] [BLK-03 refused]', async () => {
    const { ada, lead, make, agent } = await office();
    const [open_, closed] = [await make(), await make()];
    await lead.tickets.transition(closed.id, 'start');
    await lead.tickets.transition(closed.id, 'close', { comment: 'Done' });
    const { ticket: foreign } = await ada.tickets.create({ area: 'caretaker', ...printer });
    const before = await ada.tickets.get(closed);
    const read = await agent('Rita', 'reader').bulk.addAction([open_, closed], note);
    expect(read.verdicts.map(said)).toEqual(['forbidden', 'forbidden']);
    const done = await agent('Clara', 'clerk').bulk.addAction([open_, closed, foreign.id, 'unknown', open_.id], note);
    expect(done).toMatchObject({ changed: 1, refused: 3 });
    expect(done.verdicts.map(said)).toEqual(['changed', 'ticket_closed', 'not_found', 'not_found']);
    expect(await ada.tickets.get(closed)).toEqual(before);
    expect(await ada.actions.list(open_)).toHaveLength(1);
  });

  test('an action that is wrong is refused before any ticket is touched, and so is a selection [BLK-01 refused] [BLK-02 refused] [BLK-03 refused]', async () => {
    const { ada, make, store } = await office();
    const ticket = await make();
    const wrong = async (tickets: readonly string[], action: object) => {
      const spied = watched(store);
      const refused = await refusalOf(ada.bulk.addAction(tickets, action as never));
      expect(spied.commits()).toBe(0);
      return [refused.code, ...refused.issues.map(({ path, code }) => `${path.join('.')}: ${code}`)];
    };
    expect(await wrong([ticket.id], {})).toEqual(['invalid_input', 'visibility: required']);
    expect(await wrong([ticket.id], { visibility: 'internal' })).toEqual(['invalid_input', 'description: empty']);
    expect(await wrong([ticket.id], { ...note, concerns: ['nobody'] })).toEqual([
      'invalid_input',
      'concerns.0: unknown_user',
    ]);
    expect(await wrong([ticket.id], { ...note, thenInterimDraft: true })).toEqual([
      'invalid_input',
      'thenInterimDraft: unknown_field',
    ]);
    expect(await wrong([], note)).toEqual(['invalid_input', 'tickets: too_small']);
    const many = Array.from({ length: 501 }, (_, index) => `t${index}`);
    expect(await wrong(many, note)).toEqual(['invalid_input', 'tickets: too_long']);
    expect((await refusalOf(ada.bulk.setStep([], 'doing'))).issues[0]?.path).toEqual(['tickets']);
    expect((await refusalOf(ada.bulk.setStep(many, 'doing'))).issues[0]?.code).toBe('too_long');
    expect(await ada.actions.list(ticket)).toEqual([]);
  });

  test('sent, it queues one mail a ticket in the outbox of whoever did it, though two tickets share a requester [BLK-04] [BLK-06] [OUT-01]', async () => {
    const { ada, lead, make, mails, desk, clock } = await office({ undoSeconds: 30 });
    const tickets = [await make(), await make(), await make('zoe@acme.example')];
    await lead.actions.add(tickets[0]?.id ?? '', { visibility: 'internal', description: 'Secret' });
    await lead.actions.add(tickets[0]?.id ?? '', { visibility: 'external', description: 'Older news' });
    const done = await ada.bulk.addAction(tickets, { ...note, send: true });
    expect(done).toMatchObject({ changed: 3, mails: 3 });
    const { items } = await ada.outbox.list();
    expect(new Set(items.map(({ id }) => id))).toEqual(
      new Set(done.verdicts.map((one) => (one.outcome === 'changed' ? one.mail : null))),
    );
    expect(items.map(({ state, kind, owner }) => [state, kind, owner])).toEqual(
      items.map(() => ['queued', 'bulk', 'ada']),
    );
    await desk.deliver();
    expect(mails).toEqual([]);
    clock.advance({ minutes: 1 });
    await desk.deliver();
    expect(mails.map(({ envelope }) => envelope.to).sort()).toEqual([
      'bob@acme.example',
      'bob@acme.example',
      'zoe@acme.example',
    ]);
    for (const ticket of tickets) {
      const [letter] = mails.filter(({ subject }) => subject.includes(ticket.number));
      expect(letter?.text).toContain(note.description);
      expect(letter?.text).not.toMatch(/Secret|Older news/);
    }
    const [told] = await ada.actions.list(tickets[1]?.id ?? '');
    expect(told).toMatchObject({ mailedAt: clock.now().toISOString() });
    const first = await ada.actions.list(tickets[0]?.id ?? '');
    expect(first.map(({ description, mailedAt }) => [description, mailedAt !== null])).toContainEqual([
      'Older news',
      false,
    ]);
  });

  test('a mail of a bulk action can be taken back until it leaves [BLK-06]', async () => {
    const { ada, make, mails, desk, clock } = await office({ undoSeconds: 30 });
    const done = await ada.bulk.addAction([await make()], { ...note, send: true });
    const [verdict] = done.verdicts;
    if (verdict?.outcome !== 'changed' || verdict.mail === null) throw new Error('nothing was queued');
    await ada.outbox.discard(verdict.mail);
    clock.advance({ minutes: 5 });
    await desk.deliver();
    expect(mails).toEqual([]);
  });

  test('a ticket without an address gets the action and no mail, and its verdict says so [BLK-06 refused]', async () => {
    const { ada, make } = await office();
    const told = await make();
    const { ticket: silent } = await ada.tickets.create({ area: 'quiet', subject: 'No address', description: 'x' });
    const done = await ada.bulk.addAction([silent, told], { ...note, send: true });
    expect(done).toMatchObject({
      changed: 2,
      mails: 1,
      verdicts: [
        { outcome: 'changed', mail: null, warnings: [{ code: 'mail_skipped' }] },
        { outcome: 'changed', mail: expect.any(String), warnings: [] },
      ],
    });
    expect(await ada.actions.list(silent)).toHaveLength(1);
  });

  test('an internal action is never sent: refused, and nothing is changed [BLK-04 refused] [ACT-18 refused]', async () => {
    const { ada, make, store } = await office();
    const ticket = await make();
    const before = await ada.tickets.get(ticket);
    const spied = watched(store);
    const refused = await refusalOf(ada.bulk.addAction([ticket], { ...note, visibility: 'internal', send: true }));
    expect(refused).toMatchObject({
      code: 'invalid_input',
      issues: [{ path: ['send'], code: 'internal_not_sendable' }],
    });
    expect(spied.commits()).toBe(0);
    expect(await ada.tickets.get(ticket)).toEqual(before);
  });

  test('a preview says what would become of each ticket, with the mails, and writes nothing [BLK-06]', async () => {
    const { ada, make, store } = await office();
    const ticket = await make();
    const spied = watched(store);
    const preview = await ada.preview.bulk.addAction([ticket, 'unknown'], { ...note, send: true });
    expect(spied.commits()).toBe(0);
    expect(preview).toMatchObject({
      allowed: true,
      changed: 1,
      refused: 1,
      mails: 1,
      verdicts: [
        {
          outcome: 'changed',
          events: ['action.added', 'mail.queued'],
          mails: [{ to: [{ address: 'bob@acme.example' }], mode: 'queued', reason: 'bulk' }],
        },
        { outcome: 'refused', refusal: { code: 'not_found' } },
      ],
    });
    expect(await ada.preview.bulk.addAction([ticket], { ...note, visibility: 'internal', send: true })).toMatchObject({
      allowed: false,
      refusal: { code: 'invalid_input' },
    });
    const done = await ada.bulk.addAction([ticket], { ...note, send: true });
    expect(done.changed).toBe(1);
  });
});
