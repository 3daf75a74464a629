import { describe, expect, test } from 'vitest';
import { everyStore } from './every-store.ts';
import { openHelpdesk, printer } from './helpdesk.ts';
import { eventNames, eventsOf, refusalOf, stored } from './stored.ts';

const note = { visibility: 'internal', description: 'A note', timeSpent: 25 } as const;
const answer = { visibility: 'external', description: 'An answer', timeSpent: 50 } as const;

describe.each(everyStore)('on $name', ({ open }) => {
  const opened = async () => {
    const kit = await openHelpdesk(await open());
    const ada = kit.agent('Ada', 'agent');
    const lena = kit.agent('Lena', 'lead');
    kit.agent('Grace', 'agent');
    const bob = kit.requester('Bob', { contact: 'acme' });
    kit.people.addContact({ id: 'acme', name: 'Acme' });
    const { ticket } = await ada.tickets.create({
      area: 'helpdesk',
      workflow: 'incident',
      ...printer,
      requester: { ...printer.requester, contact: 'acme' },
    });
    const add = async (action: typeof note | typeof answer) => (await ada.actions.add(ticket, action)).action.id;
    return { ...kit, ada, lena, bob, ticket: ticket.id, add };
  };

  test('every word of an action can be edited, and what it said before stays readable', async () => {
    const { ada, ticket, add, clock, store } = await opened();
    const id = await add(note);
    clock.advance({ hours: 1 });
    const edited = await ada.actions.edit(id, {
      description: 'Two lines\nof text',
      shortDescription: 'A title',
      timeSpent: 100,
      occurredAt: '2026-03-01T08:00:00Z',
      concerns: ['grace', 'ada', 'grace'],
    });
    expect(edited).toMatchObject({ action: { id }, replayed: false, warnings: [], drafts: [] });
    expect(edited.ticket.timeSpent).toEqual({ total: 100, internal: 100, external: 0 });
    const now = {
      visibility: 'internal',
      description: 'Two lines\nof text',
      shortDescription: 'A title',
      shortDescriptionDerived: false,
      timeSpent: 100,
      occurredAt: '2026-03-01T08:00:00.000Z',
      concerns: ['grace', 'ada'],
    };
    expect(await ada.actions.list(ticket)).toEqual([
      {
        ...now,
        id,
        ticket,
        seq: 2,
        author: { user: 'ada' },
        createdAt: '2026-03-03T13:00:00.000Z',
        editedAt: '2026-03-03T14:00:00.000Z',
        mailedAt: null,
        can: { edit: true, publish: true, remove: true },
      },
    ]);
    expect(await ada.actions.revisions(id)).toEqual([
      {
        by: { user: 'ada' },
        at: '2026-03-03T13:00:00.000Z',
        visibility: 'internal',
        description: 'A note',
        shortDescription: 'A note',
        shortDescriptionDerived: true,
        timeSpent: 25,
        occurredAt: '2026-03-03T13:00:00.000Z',
        concerns: ['ada'],
      },
      { by: { user: 'ada' }, at: '2026-03-03T14:00:00.000Z', ...now },
    ]);
    expect((await eventsOf(store, ticket)).at(-1)).toMatchObject({
      type: 'action.edited',
      data: { action: id, timeSpent: { from: 25, to: 100 }, description: { from: 'A note', to: now.description } },
    });
  });

  test('an edit keeps what it does not name, and one that changes nothing leaves no event', async () => {
    const { ada, ticket, add, clock, store } = await opened();
    const id = await add(note);
    const before = await stored(store, ticket);
    clock.advance({ hours: 1 });
    const { visibility, description, timeSpent } = note;
    for (const same of [{}, { visibility, description, timeSpent }, { concerns: ['ada'] }, { shortDescription: '' }]) {
      await ada.actions.edit(id, same);
    }
    expect(await stored(store, ticket)).toEqual(before);
    await ada.actions.edit({ id }, { timeSpent: 0 });
    expect(await ada.actions.list(ticket)).toMatchObject([{ ...note, timeSpent: 0, concerns: ['ada'] }]);
    expect((await ada.actions.revisions({ id })).map((one) => one.timeSpent)).toEqual([25, 0]);
  });

  test('an author edits his own actions; those of others, a requester’s too, are for action.edit_any [ACT-01]', async () => {
    const { ada, lena, bob, agent, ticket, add } = await opened();
    const grace = agent('Grace', 'agent');
    const id = await add(answer);
    await bob.reply(ticket, { text: 'It smokes.' });
    const reply = (await ada.actions.list(ticket)).find(({ author }) => 'contact' in author)?.id ?? '';
    const rights = async (who: typeof ada) =>
      Object.fromEntries((await who.actions.list(ticket)).map((action) => [action.id, action.can.edit]));
    expect(await rights(ada)).toEqual({ [id]: true, [reply]: false });
    expect(await rights(grace)).toEqual({ [id]: false, [reply]: false });
    expect(await rights(lena)).toEqual({ [id]: true, [reply]: true });
    for (const call of [grace.actions.edit(id, { timeSpent: 0 }), ada.actions.edit(reply, { timeSpent: 0 })]) {
      await expect(call).rejects.toMatchObject({ code: 'forbidden', data: { permission: 'action.edit_any' } });
    }
    await lena.actions.edit(id, { description: 'A better answer' });
    await lena.actions.edit(reply, { visibility: 'internal' });
    expect((await ada.actions.list(ticket)).map(({ author }) => author)).toEqual([
      { contact: 'acme', person: 'bob' },
      { user: 'ada' },
    ]);
    expect((await bob.get(ticket)).actions.map(({ description }) => description)).toEqual(['A better answer']);
    expect((await ada.actions.revisions(id)).map(({ by }) => by)).toEqual([{ user: 'ada' }, { user: 'lena' }]);
  });

  test('an author who may not edit the ticket any more edits no action of it either', async () => {
    const { ada, lena, agent, ticket, add } = await opened();
    const id = await add(note);
    await lena.tickets.transition(ticket, 'start');
    await lena.tickets.transition(ticket, 'pass', { responsible: 'grace' });
    const clerk = agent('Rita', 'clerk');
    const { action } = await clerk.actions.add(ticket, note);
    agent('Rita', 'reader');
    await expect(clerk.actions.edit(action.id, { timeSpent: 0 })).rejects.toMatchObject({
      code: 'forbidden',
      data: { permission: 'ticket.edit' },
    });
    await ada.actions.edit(id, { timeSpent: 0 });
  });

  test('a command on an action of a closed ticket, or on none, is refused [ACT-01 refused]', async () => {
    const { ada, lena, ticket, add, store } = await opened();
    const id = await add(note);
    await ada.tickets.transition(ticket, 'start');
    await ada.tickets.close(ticket, { comment: 'Done' });
    const before = await stored(store, ticket);
    await expect(ada.actions.add(ticket, note)).rejects.toMatchObject({ code: 'ticket_closed' });
    await expect(ada.actions.add('unknown', note)).rejects.toMatchObject({ code: 'not_found' });
    for (const run of [
      (one: string) => ada.actions.edit(one, { description: 'Changed' }),
      (one: string) => ada.actions.publish(one),
      (one: string) => ada.actions.remove(one),
    ]) {
      expect(await refusalOf(run(id))).toMatchObject({ code: 'ticket_closed' });
      expect(await refusalOf(run(ticket))).toMatchObject({ code: 'not_found', data: { what: 'action' } });
      expect(await refusalOf(run('nul\0'))).toMatchObject({ code: 'invalid_input', issues: [{ path: ['action'] }] });
    }
    expect(await ada.actions.list(ticket)).toMatchObject([{ can: { edit: false, publish: false, remove: false } }]);
    expect(await stored(store, ticket)).toEqual(before);
    await lena.actions.edit(id, { description: 'For the file' });
  });

  test('an action becomes external by publishing it only, and then the requester reads it', async () => {
    const { ada, bob, ticket, add, clock, store } = await opened();
    const id = await add(note);
    const unseen = await bob.get(ticket);
    await expect(ada.actions.edit(id, { visibility: 'external', timeSpent: -1 })).rejects.toMatchObject({
      code: 'invalid_input',
      issues: [
        { path: ['visibility'], code: 'publish_needed' },
        { path: ['timeSpent'], code: 'out_of_range' },
      ],
    });
    expect(await bob.get(ticket)).toEqual(unseen);
    clock.advance({ hours: 1 });
    const { ticket: published } = await ada.actions.publish(id);
    expect(published.timeSpent).toEqual({ total: 25, internal: 0, external: 25 });
    expect(await bob.get(ticket)).toMatchObject({
      actions: [{ at: '2026-03-03T13:00:00.000Z', description: 'A note', timeSpent: 25 }],
      timeSpent: 25,
      lastExternalAt: '2026-03-03T14:00:00.000Z',
    });
    expect((await ada.actions.revisions(id)).map(({ visibility }) => visibility)).toEqual(['internal', 'external']);
    await expect(ada.actions.publish(id)).rejects.toMatchObject({ code: 'wrong_state', data: { state: 'external' } });
    expect(await eventNames(store, ticket)).toEqual(['ticket.created', 'action.added', 'action.published']);
  });

  test('publishing and removing take words of their own', async () => {
    const { agent, ticket, add, store } = await opened();
    const tom = agent('Tom', 'writer');
    const id = await add(note);
    const before = await stored(store, ticket);
    expect((await tom.actions.list(ticket))[0]?.can).toEqual({ edit: false, publish: false, remove: false });
    for (const [call, permission] of [
      [() => tom.actions.publish(id), 'action.publish'],
      [() => tom.actions.remove(id), 'action.delete'],
    ] as const) {
      await expect(call()).rejects.toMatchObject({ code: 'forbidden', data: { permission } });
    }
    expect(await stored(store, ticket)).toEqual(before);
  });

  test('an external action that becomes internal is gone for the requester, with its time, and back with it once it is published [ACT-06] [TIM-03]', async () => {
    const { ada, bob, ticket, add, clock } = await opened();
    const id = await add(answer);
    expect(await bob.get(ticket)).toMatchObject({ timeSpent: 50, actions: [{ description: 'An answer' }] });
    clock.advance({ hours: 1 });
    const { ticket: hidden } = await ada.actions.edit(id, { visibility: 'internal' });
    expect(hidden.timeSpent).toEqual({ total: 50, internal: 50, external: 0 });
    expect(await bob.get(ticket)).toMatchObject({
      timeSpent: 0,
      actions: [],
      lastExternalAt: '2026-03-03T14:00:00.000Z',
    });
    await ada.actions.publish(id);
    expect(await bob.get(ticket)).toMatchObject({ timeSpent: 50, actions: [{ description: 'An answer' }] });
  });

  test('a removed action is gone from lists, sums and the portal; the history keeps it', async () => {
    const { ada, bob, ticket, add, clock, store } = await opened();
    const [inside, outside] = [await add(note), await add(answer)];
    clock.advance({ hours: 1 });
    await ada.actions.remove(inside);
    expect(await bob.get(ticket)).toMatchObject({ lastExternalAt: '2026-03-03T13:00:00.000Z' });
    const { ticket: emptied } = await ada.actions.remove(outside);
    expect(emptied.timeSpent).toEqual({ total: 0, internal: 0, external: 0 });
    expect(await ada.actions.list(ticket)).toEqual([]);
    expect(await bob.get(ticket)).toMatchObject({
      timeSpent: 0,
      actions: [],
      lastExternalAt: '2026-03-03T14:00:00.000Z',
    });
    await expect(ada.actions.revisions(outside)).rejects.toMatchObject({ code: 'not_found' });
    await expect(ada.actions.remove(outside)).rejects.toMatchObject({ code: 'not_found' });
    expect((await eventsOf(store, ticket)).slice(-2)).toMatchObject([
      { type: 'action.removed', data: { action: inside, visibility: 'internal', timeSpent: 25 } },
      { type: 'action.removed', data: { action: outside, visibility: 'external', timeSpent: 50 } },
    ]);
  });

  test('the requester’s ticket moves only for what he may see of an edit', async () => {
    const { ada, bob, ticket, add, clock } = await opened();
    const [inside, outside] = [await add(note), await add(answer)];
    const moves = async (edit: () => Promise<unknown>) => {
      const before = await bob.get(ticket);
      clock.advance({ hours: 1 });
      await edit();
      const after = await bob.get(ticket);
      const moved = after.lastExternalAt !== before.lastExternalAt;
      expect(moved).toBe(
        JSON.stringify({ ...after, lastExternalAt: '' }) !== JSON.stringify({ ...before, lastExternalAt: '' }),
      );
      return moved;
    };
    expect(await moves(() => ada.actions.edit(inside, { description: 'Secret', timeSpent: 777 }))).toBe(false);
    expect(await moves(() => ada.actions.edit(outside, { concerns: ['grace'] }))).toBe(false);
    expect(await moves(() => ada.actions.edit(outside, { shortDescription: 'A title' }))).toBe(true);
    expect(await moves(() => ada.actions.edit(outside, { description: 'Another answer' }))).toBe(true);
    expect(await moves(() => ada.actions.edit(outside, { timeSpent: 75 }))).toBe(true);
    expect(await moves(() => ada.actions.edit(outside, { occurredAt: '2026-03-02T12:00:00Z' }))).toBe(true);
    expect(await moves(() => ada.actions.edit(outside, { visibility: 'internal' }))).toBe(true);
    expect(await moves(() => ada.actions.edit(outside, { description: 'Secret' }))).toBe(false);
    expect(await moves(() => ada.actions.remove(outside))).toBe(false);
    expect(await moves(() => ada.actions.publish(inside))).toBe(true);
  });

  test('a derived short description follows the description until somebody writes one', async () => {
    const { ada, ticket, add } = await opened();
    const id = await add(note);
    const shown = async (edit: Parameters<typeof ada.actions.edit>[1]) => {
      await ada.actions.edit(id, edit);
      const [action] = await ada.actions.list(ticket);
      return [action?.shortDescription, action?.shortDescriptionDerived];
    };
    const long = 'We have ordered a new cable for the printer, which should arrive on Friday morning.';
    expect(await shown({ description: long })).toEqual([
      'We have ordered a new cable for the printer, which should…',
      true,
    ]);
    expect(await shown({ shortDescription: ' Cable ordered ' })).toEqual(['Cable ordered', false]);
    expect(await shown({ description: 'The cable\nis here.' })).toEqual(['Cable ordered', false]);
    expect(await shown({ shortDescription: null })).toEqual(['The cable is here.', true]);
    expect(await shown({ description: 'It works.' })).toEqual(['It works.', true]);
    expect(await shown({ shortDescription: 'Done', description: null })).toEqual(['Done', false]);
    await expect(ada.actions.edit(id, { shortDescription: ' ' })).rejects.toMatchObject({
      issues: [{ path: ['description'], code: 'empty' }],
    });
  });

  test('a short description that was left out is the beginning of the description, on one line, cut at a word at 60 letters [ACT-16]', async () => {
    const { ada, ticket } = await opened();
    const texts = {
      'Short.': 'Short.',
      '  First line\n\n\tsecond   line ': 'First line second line',
      [`${'word '.repeat(12)}tail`]: `${'word '.repeat(12).trim()}…`,
      ['x'.repeat(61)]: `${'x'.repeat(59)}…`,
      ['👩‍👩‍👧‍👦'.repeat(70)]: `${'👩‍👩‍👧‍👦'.repeat(59)}…`,
    };
    for (const [description, shortDescription] of Object.entries(texts)) {
      const { action } = await ada.actions.add(ticket, { visibility: 'internal', description, shortDescription: ' ' });
      const found = (await ada.actions.list(ticket)).find(({ id }) => id === action.id);
      expect(found).toMatchObject({ shortDescription, shortDescriptionDerived: true });
    }
  });

  test('the moment of an action can be changed later, to the past and a day ahead; when it was written does not move [ACT-13]', async () => {
    const { ada, ticket, add, clock, store } = await opened();
    const id = await add(note);
    const moment = async (occurredAt: Date | string) => {
      await ada.actions.edit(id, { occurredAt });
      const [action] = await ada.actions.list(ticket);
      expect(action?.createdAt).toBe('2026-03-03T13:00:00.000Z');
      return action?.occurredAt;
    };
    expect(await moment('2020-02-29T09:30:00+01:00')).toBe('2020-02-29T08:30:00.000Z');
    expect(await moment(new Date('2026-03-04T13:00:00Z'))).toBe('2026-03-04T13:00:00.000Z');
    const { action } = await ada.actions.add(ticket, { ...note, occurredAt: '2026-03-04T13:00:00Z' });
    expect((await ada.actions.list(ticket)).find((one) => one.id === action.id)?.occurredAt).toBe(
      '2026-03-04T13:00:00.000Z',
    );
    const before = await stored(store, ticket);
    for (const [occurredAt, code] of [
      ['2026-03-04T13:00:00.001Z', 'too_far_in_future'],
      ['2026-03-03T12:00:00', 'invalid'],
      ['yesterday', 'invalid'],
      [new Date(Number.NaN), 'invalid'],
    ] as const) {
      await expect(ada.actions.edit(id, { occurredAt })).rejects.toMatchObject({
        code: 'invalid_input',
        issues: [{ path: ['occurredAt'], code }],
      });
    }
    expect(await stored(store, ticket)).toEqual(before);
    // What was allowed when it was written does not stand in the way of another edit.
    clock.set('2026-03-01T00:00:00Z');
    await ada.actions.edit(id, { description: 'Still tomorrow' });
  });

  test.each([
    [{ description: 'x'.repeat(1_048_577) }, ['description'], 'too_long'],
    [{ shortDescription: 'a\nb' }, ['shortDescription'], 'control_character'],
    [{ timeSpent: 0.5 }, ['timeSpent'], 'not_hundredths'],
    [{ timeSpent: 100_001 }, ['timeSpent'], 'out_of_range'],
    [{ concerns: ['ada', 'nobody'] }, ['concerns', 1], 'unknown_user'],
    [{ visibility: 'public' }, ['visibility'], 'not_an_option'],
    [{ author: 'grace' }, ['author'], 'unknown_field'],
    [{ createdAt: '2026-03-03T12:00:00Z' }, ['createdAt'], 'unknown_field'],
  ])('an edit with %j is refused', async (changes, path, code) => {
    const { ada, ticket, add, store } = await opened();
    const id = await add(note);
    const before = await stored(store, ticket);
    await expect(ada.actions.edit(id, changes as never)).rejects.toMatchObject({
      code: 'invalid_input',
      issues: [{ path, code }],
    });
    expect(await stored(store, ticket)).toEqual(before);
  });

  test('whom an action concerns may have left since: only new ones must be active', async () => {
    const { ada, people, ticket, add } = await opened();
    const id = await add(note);
    await ada.actions.edit(id, { concerns: ['grace', 'ada'] });
    people.addUser({ id: 'grace', name: 'Grace', active: false });
    await ada.actions.edit(id, { concerns: ['grace'], description: 'Grace knew' });
    expect((await ada.actions.list(ticket))[0]?.concerns).toEqual(['grace']);
    await ada.actions.edit(id, { concerns: [] });
    await expect(ada.actions.edit(id, { concerns: ['grace'] })).rejects.toMatchObject({
      issues: [{ path: ['concerns', 0], code: 'unknown_user' }],
    });
  });

  test('of two agents at one action the second is refused instead of writing over what he did not see', async () => {
    const { ada, lena, ticket, add, store } = await opened();
    for (const second of [
      (id: string) => lena.actions.edit(id, { description: 'Lena' }),
      (id: string) => lena.actions.publish(id),
      (id: string) => lena.actions.remove(id),
    ]) {
      const id = await add(note);
      const held = hold(store);
      const late = second(id);
      await held.reached;
      await ada.actions.edit(id, { description: 'Ada' });
      held.release();
      expect(await refusalOf(late)).toMatchObject({ code: 'conflict', data: { ticket: { id: ticket } } });
      expect((await ada.actions.list(ticket)).find((one) => one.id === id)).toMatchObject({
        description: 'Ada',
        visibility: 'internal',
      });
    }
    const id = await add(note);
    const { version } = await ada.tickets.get(ticket);
    await expect(ada.actions.edit(id, { timeSpent: 0 }, { expectedVersion: version - 1 })).rejects.toMatchObject({
      code: 'conflict',
    });
    await ada.actions.edit(id, { timeSpent: 0 }, { expectedVersion: version });
  });

  test('with an idempotency key an edit, a publication and a removal happen once', async () => {
    const { ada, ticket, add, store } = await opened();
    const id = await add(note);
    const twice = async (run: (idempotencyKey: string) => Promise<{ replayed: boolean; action: { id: string } }>) => {
      const key = String(Math.trunc((await ada.tickets.get(ticket)).version));
      const first = await run(key);
      expect(await run(key)).toMatchObject({ replayed: true, action: first.action });
    };
    await twice((idempotencyKey) => ada.actions.edit(id, { timeSpent: 50 }, { idempotencyKey }));
    await twice((idempotencyKey) => ada.actions.publish(id, { idempotencyKey }));
    await twice((idempotencyKey) => ada.actions.remove(id, { idempotencyKey }));
    expect(await eventNames(store, ticket)).toEqual([
      'ticket.created',
      'action.added',
      'action.edited',
      'action.published',
      'action.removed',
    ]);
  });

  test('an external action says when it was mailed, and whoever changes it then is told that nothing is called back', async () => {
    const { ada, lena, desk, ticket, add, clock } = await opened();
    const id = await add(answer);
    await ada.tickets.transition(ticket, 'start');
    const { drafts } = await ada.tickets.close(ticket, { comment: 'Done' });
    await ada.outbox.send(drafts[0]?.id ?? '');
    expect((await lena.actions.list(ticket))[0]).toMatchObject({ id, mailedAt: null });
    clock.advance({ minutes: 5 });
    await desk.deliver();
    await lena.actions.add(ticket, answer);
    expect((await lena.actions.list(ticket)).map(({ mailedAt }) => mailedAt)).toEqual([
      null,
      '2026-03-03T13:05:00.000Z',
    ]);
    const warning = { code: 'already_mailed', params: { action: id, at: '2026-03-03T13:05:00.000Z' } };
    expect(await lena.actions.edit(id, { visibility: 'internal' })).toMatchObject({ warnings: [warning] });
    expect(await lena.actions.edit(id, { visibility: 'internal' })).toMatchObject({ warnings: [] });
    expect(await lena.actions.remove(id)).toMatchObject({ warnings: [warning] });
  });

  test('only what a mail held counts as mailed by it: neither what was hidden before nor what was published later', async () => {
    const { ada, lena, desk, ticket, add } = await opened();
    const [held, hidden, published] = [await add(answer), await add(answer), await add(note)];
    await ada.actions.edit(hidden, { visibility: 'internal' });
    await ada.tickets.transition(ticket, 'start');
    const { drafts } = await ada.tickets.close(ticket, { comment: 'Done' });
    await lena.actions.publish(published);
    await lena.actions.publish(hidden);
    await ada.outbox.send(drafts[0]?.id ?? '');
    await desk.deliver();
    const mailed = new Map((await ada.actions.list(ticket)).map(({ id, mailedAt }) => [id, mailedAt]));
    expect([held, hidden, published].map((id) => mailed.get(id))).toEqual(['2026-03-03T13:00:00.000Z', null, null]);
  });

  test('interim information mails the actions that it held when it was written for the last time', async () => {
    const { ada, desk, ticket, add } = await opened();
    const held = await add(answer);
    const { drafts } = await ada.tickets.draftInterim(ticket);
    const refreshed = await add(answer);
    await ada.outbox.refresh(drafts[0]?.id ?? '');
    const later = await add(answer);
    await ada.outbox.send(drafts[0]?.id ?? '');
    await desk.deliver();
    const mailed = new Map((await ada.actions.list(ticket)).map(({ id, mailedAt }) => [id, mailedAt !== null]));
    expect([held, refreshed, later].map((id) => mailed.get(id))).toEqual([true, true, false]);
    const { warnings } = await ada.actions.edit(refreshed, { description: 'Changed' });
    expect(warnings).toMatchObject([{ code: 'already_mailed' }]);
  });

  test('a description is kept line by line, in the portal and in mails too [ACT-17]', async () => {
    const { ada, bob, ticket } = await opened();
    const description = 'First line\n\n  - indented <b>&amp; not HTML</b> {{ ticket.number }}\nÄöü 🎫\tend  ';
    await ada.actions.add(ticket, { visibility: 'external', description });
    expect((await ada.actions.list(ticket))[0]?.description).toBe(description);
    expect((await bob.get(ticket)).actions[0]?.description).toBe(description);
    await ada.tickets.transition(ticket, 'start');
    const { drafts } = await ada.tickets.close(ticket, { comment: 'Done' });
    expect(drafts[0]?.text).toContain(description);
  });

  test('the closing mail tells what actions say when it is written', async () => {
    const { ada, ticket, add } = await opened();
    const [edited, removed, published, hidden] = [
      await add(answer),
      await add(answer),
      await add(note),
      await add(answer),
    ];
    await ada.actions.edit(edited, { description: 'A better answer', timeSpent: 75 });
    await ada.actions.remove(removed);
    await ada.actions.publish(published);
    await ada.actions.edit(hidden, { visibility: 'internal', description: 'CANARY' });
    await ada.tickets.transition(ticket, 'start');
    const { drafts } = await ada.tickets.close(ticket, { comment: 'Done' });
    const text = drafts[0]?.text ?? '';
    expect(text).toContain('A better answer');
    expect(text).toContain('A note');
    expect(text).toContain('Time spent: 1.00 h');
    expect(text).not.toMatch(/An answer|CANARY/);
  });
});

type Held = { readonly reached: Promise<void>; release(): void };

/** Lets the next commit wait between what it read and what it writes. */
const hold = (store: { commit: unknown }): Held => {
  const honest = store.commit as (batch: unknown) => Promise<unknown>;
  const reached = Promise.withResolvers<void>();
  const released = Promise.withResolvers<void>();
  store.commit = async (batch: unknown) => {
    store.commit = honest;
    reached.resolve();
    await released.promise;
    return honest(batch);
  };
  return { reached: reached.promise, release: released.resolve };
};
