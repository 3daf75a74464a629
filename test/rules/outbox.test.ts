import { describe, expect, test } from 'vitest';
import { everyStore } from './every-store.ts';
import { openHelpdesk, printer } from './helpdesk.ts';
import { eventsOf, refusalOf, stored } from './stored.ts';

describe.each(everyStore)('on $name', ({ open }) => {
  const closed = async () => {
    const kit = await openHelpdesk(await open());
    const ada = kit.agent('Ada', 'agent');
    const grace = kit.agent('Grace', 'agent');
    const lena = kit.agent('Lena', 'lead');
    const { ticket } = await ada.tickets.create({ area: 'helpdesk', workflow: 'incident', ...printer });
    await ada.tickets.transition(ticket.id, 'start');
    const { drafts } = await ada.tickets.close(ticket, { comment: 'Cable replaced' });
    return { ...kit, ada, grace, lena, ticket: ticket.id, draft: drafts[0]?.id ?? '' };
  };

  test('a mail goes from draft to queued with one delivery per recipient, and is closed when all of them are settled [OUT-01]', async () => {
    const { ada, ticket, draft, desk, mails, store } = await closed();
    const { mail: edited } = await ada.outbox.update(draft, {
      cc: [{ address: 'carol@acme.example' }],
      text: 'All is well.\r\nBye',
    });
    expect(edited).toMatchObject({ state: 'draft', version: 2, text: 'All is well.\nBye', deliveries: [] });
    const { mail: queued } = await ada.outbox.send(draft);
    expect(queued).toMatchObject({
      state: 'queued',
      version: 3,
      deliveries: [
        { recipient: { address: 'bob@acme.example' }, state: 'queued', attempts: 0 },
        { recipient: { address: 'carol@acme.example' }, state: 'queued', attempts: 0 },
      ],
    });
    expect(await desk.deliver()).toEqual({ sent: 2, retried: 0, failed: 0, ambiguous: 0 });
    expect(mails.map(({ envelope }) => envelope.to).sort()).toEqual(['bob@acme.example', 'carol@acme.example']);
    for (const { to, cc, text } of mails) {
      expect(to).toEqual([{ name: 'Bob Baker', address: 'bob@acme.example' }]);
      expect(cc).toEqual([{ name: '', address: 'carol@acme.example' }]);
      expect(text).toBe('All is well.\nBye');
    }
    expect(new Set(mails.map(({ messageId }) => messageId)).size).toBe(1);
    expect(await ada.outbox.get(draft)).toMatchObject({
      state: 'closed',
      deliveries: [
        { state: 'sent', attempts: 1, sentAt: '2026-03-03T13:00:00.000Z' },
        { state: 'sent', attempts: 1, sentAt: '2026-03-03T13:00:00.000Z' },
      ],
    });
    expect((await eventsOf(store, ticket)).slice(-4).map(({ type, actor }) => [type, actor])).toEqual([
      ['mail.drafted', { user: 'ada' }],
      ['mail.queued', { user: 'ada' }],
      ['mail.sent', { system: 'delivery' }],
      ['mail.sent', { system: 'delivery' }],
    ]);
  });

  test('a notice is queued at once and belongs to the desk; it stands in nobody’s own outbox [OUT-01] [OUT-02]', async () => {
    const { ada, grace, lena } = await closed();
    const { ticket: other } = await ada.tickets.create({ area: 'helpdesk', workflow: 'incident', ...printer });
    await ada.tickets.transition(other.id, 'start');
    await ada.tickets.transition(other.id, 'pass', { responsible: 'grace' });
    for (const agent of [ada, grace, lena]) {
      const { items } = await agent.outbox.list();
      expect(items.filter(({ kind }) => kind === 'assigned')).toEqual([]);
    }
    const all = (await lena.outbox.list({ everybody: true })).items;
    const notice = all.find(({ kind }) => kind === 'assigned');
    expect(notice).toMatchObject({ state: 'queued', owner: null, to: [{ address: 'grace@desk.example' }] });
    await expect(ada.outbox.get(notice?.id ?? '')).rejects.toMatchObject({ code: 'not_found' });
    expect((await ada.outbox.list({ everybody: true })).items.map(({ owner }) => owner)).toEqual(['ada']);
  });

  test.each(['queued', 'closed', 'discarded'] as const)(
    'a mail that is %s can neither be edited nor sent [OUT-01 refused]',
    async (state) => {
      const { ada, ticket, draft, desk, store } = await closed();
      if (state === 'discarded') await ada.outbox.discard(draft);
      else await ada.outbox.send(draft);
      if (state === 'closed') await desk.deliver();
      expect((await ada.outbox.get(draft)).state).toBe(state);
      const before = await stored(store, ticket);
      await expect(ada.outbox.update(draft, { text: 'Too late' })).rejects.toMatchObject({
        code: 'wrong_state',
        data: { mail: draft, state },
      });
      // Sending a second time is the one change of state with a code of its own.
      await expect(ada.outbox.send(draft)).rejects.toMatchObject({
        code: state === 'discarded' ? 'wrong_state' : 'already_done',
        data: { mail: draft, state },
      });
      expect(await stored(store, ticket)).toEqual(before);
    },
  );

  test('drafts and queued mails are the acting user’s; who manages the outbox sees, edits, sends and discards those of others [OUT-02]', async () => {
    const { ada, lena, draft } = await closed();
    expect(await lena.outbox.get(draft)).toEqual(await ada.outbox.get(draft));
    expect((await lena.outbox.list()).items).toEqual([]);
    expect((await lena.outbox.list({ everybody: true })).items.map(({ id }) => id)).toEqual([draft]);
    await lena.outbox.update(draft, { subject: 'Done [#HELPDESK-2026-00001]' });
    const { mail } = await lena.outbox.send(draft);
    expect(mail).toMatchObject({ owner: 'ada', state: 'queued', subject: 'Done [#HELPDESK-2026-00001]' });
    expect((await ada.outbox.list()).items).toMatchObject([{ id: draft, owner: 'ada', state: 'queued' }]);
    expect((await lena.outbox.discard(draft)).mail).toMatchObject({ owner: 'ada', state: 'discarded' });
  });

  test('to everybody else a foreign mail does not exist [OUT-02 refused]', async () => {
    const { grace, ticket, draft, store, desk } = await closed();
    const before = await stored(store, ticket);
    const unknown = await refusalOf(grace.outbox.get('unknown'));
    expect(unknown).toMatchObject({ code: 'not_found', issues: [], data: { what: 'mail' } });
    for (const outbox of [grace.outbox, desk.asSystem('cleanup').outbox, desk.as({ user: 'nobody' }).outbox]) {
      expect(await refusalOf(outbox.get(draft))).toEqual(unknown);
      expect(await refusalOf(outbox.update(draft, { text: 'Mine' }))).toEqual(unknown);
      expect(await refusalOf(outbox.refresh(draft))).toEqual(unknown);
      expect(await refusalOf(outbox.send(draft))).toEqual(unknown);
      expect(await refusalOf(outbox.discard(draft))).toEqual(unknown);
      expect(await refusalOf(outbox.release(draft))).toEqual(unknown);
      expect((await outbox.list({ everybody: true })).items).toEqual([]);
    }
    expect(await stored(store, ticket)).toEqual(before);
  });

  test.each([
    ['subject', { subject: 'Done\r\nBcc: everybody@acme.example' }, ['subject'], 'control_character'],
    ['subject that is too long', { subject: 'x'.repeat(999) }, ['subject'], 'too_long'],
    [
      'recipient’s name',
      { to: [{ name: 'Bob\nX', address: 'b@acme.example' }] },
      ['to', 0, 'name'],
      'control_character',
    ],
    ['address', { cc: [{ address: 'b@acme.example\r\nX: y' }] }, ['cc', 0, 'address'], 'bad_address'],
    ['second address', { to: [{ address: 'b@acme.example' }, { address: 'no' }] }, ['to', 1, 'address'], 'bad_address'],
  ])('a %s that would break a header is refused [OUT-05 refused]', async (_what, changes, path, code) => {
    const { ada, ticket, draft, store } = await closed();
    const before = await stored(store, ticket);
    await expect(ada.outbox.update(draft, changes)).rejects.toMatchObject({
      code: 'invalid_input',
      issues: [{ path, code }],
    });
    expect(await stored(store, ticket)).toEqual(before);
  });

  test('a mail that was sent is at the ticket exactly once, however many copies and tries it took [OUT-04]', async () => {
    const { ada, ticket, draft, desk, clock, mailer, mails, store } = await closed();
    const mailCount = async () => (await stored(store, ticket)).tickets[0]?.row.mailCount;
    await ada.outbox.update(draft, { cc: [{ address: 'carol@acme.example' }, { address: 'dan@acme.example' }] });
    await ada.outbox.send(draft);
    expect(await mailCount()).toBe(0);
    mailer.answerWith(
      { outcome: 'unavailable', reason: '421 Try again later' },
      { outcome: 'ambiguous', reason: 'The line broke.' },
    );
    for (let pass = 0; pass < 3; pass += 1) {
      await desk.deliver();
      clock.advance({ hours: 1 });
    }
    expect(mails.map(({ envelope }) => envelope.to).sort()).toEqual([
      'bob@acme.example',
      'carol@acme.example',
      'dan@acme.example',
    ]);
    expect(await ada.tickets.mails(ticket)).toMatchObject([{ id: draft, direction: 'out', state: 'closed' }]);
    expect(await mailCount()).toBe(1);
  });

  test('taking the number out of the subject is possible, with a warning', async () => {
    const { ada, draft } = await closed();
    const { warnings } = await ada.outbox.update(draft, { subject: 'Done' });
    expect(warnings).toMatchObject([{ code: 'number_missing' }]);
    const { mail, warnings: again } = await ada.outbox.send(draft);
    expect(mail.state).toBe('queued');
    expect(again).toMatchObject([{ code: 'number_missing' }]);
  });

  test('a draft is protected by its own version', async () => {
    const { ada, ticket, draft, store } = await closed();
    await ada.outbox.update(draft, { text: 'One' }, { expectedVersion: 1 });
    const before = await stored(store, ticket);
    await expect(ada.outbox.update(draft, { text: 'Two' }, { expectedVersion: 1 })).rejects.toMatchObject({
      code: 'conflict',
      data: { version: 2 },
    });
    expect(await stored(store, ticket)).toEqual(before);
  });

  test('an outbox is read page by page, newest first', async () => {
    const { ada, draft, clock } = await closed();
    const ids = [draft];
    for (const minutes of [1, 2, 3, 4]) {
      clock.advance({ minutes });
      const { ticket } = await ada.tickets.create({ area: 'caretaker', ...printer });
      ids.unshift((await ada.tickets.close(ticket)).drafts[0]?.id ?? '');
    }
    const first = await ada.outbox.list({ limit: 2 });
    const second = await ada.outbox.list({ limit: 2, ...(first.next === null ? {} : { after: first.next }) });
    const third = await ada.outbox.list({ limit: 2, ...(second.next === null ? {} : { after: second.next }) });
    expect([first, second, third].flatMap(({ items }) => items.map(({ id }) => id))).toEqual(ids);
    expect([first.next, second.next, third.next]).toEqual([ids[1], ids[3], null]);
    await expect(ada.outbox.list({ limit: 0 })).rejects.toMatchObject({
      code: 'invalid_input',
      issues: [{ path: ['limit'] }],
    });
  });
});
