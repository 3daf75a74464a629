import { describe, expect, test } from 'vitest';
import { everyStore } from './every-store.ts';
import { mail, openHelpdesk, printer } from './helpdesk.ts';
import { eventNames, eventsOf, stored } from './stored.ts';

describe.each(everyStore)('on $name', ({ open }) => {
  const opened = async () => {
    const kit = await openHelpdesk(await open());
    const ada = kit.agent('Ada', 'agent');
    kit.agent('Grace', 'agent');
    const { ticket } = await ada.tickets.create({ area: 'helpdesk', workflow: 'incident', ...printer });
    return { ...kit, ada, ticket: ticket.id };
  };
  const note = { visibility: 'internal', description: 'A note' } as const;

  test('an action is internal or external and sends nothing by itself', async () => {
    const { ada, ticket, desk, mails, store } = await opened();
    for (const visibility of ['internal', 'external'] as const) {
      const answer = await ada.actions.add(ticket, { ...note, visibility, concerns: ['grace'] });
      expect(answer).toMatchObject({ drafts: [], questions: [], warnings: [], replayed: false });
    }
    await desk.deliver();
    expect(mails).toEqual([]);
    expect((await stored(store, ticket)).outbox).toEqual([]);
    expect((await ada.actions.list(ticket)).map(({ visibility }) => visibility)).toEqual(['external', 'internal']);
    expect(await eventNames(store, ticket)).toEqual(['ticket.created', 'action.added', 'action.added']);
  });

  test.each([undefined, null, '', 'public', 'Internal', ['internal']])(
    'an action without one of the two types (%j) is refused [ACT-06 refused]',
    async (visibility) => {
      const { ada, ticket, store } = await opened();
      const before = await stored(store, ticket);
      await expect(ada.actions.add(ticket, { ...note, visibility } as never)).rejects.toMatchObject({
        code: 'invalid_input',
        issues: [{ path: ['visibility'], code: 'required', params: { options: ['internal', 'external'] } }],
      });
      expect(await stored(store, ticket)).toEqual(before);
    },
  );

  test('any active user may be concerned, also one who may not read the ticket, and gains nothing by it [ACT-09]', async () => {
    const { ada, ticket, agent } = await opened();
    const paul = agent('Paul', 'nobody');
    await ada.actions.add(ticket, { ...note, concerns: ['paul', 'grace', 'paul'] });
    expect((await ada.actions.list(ticket))[0]?.concerns).toEqual(['paul', 'grace']);
    await expect(paul.tickets.get(ticket)).rejects.toMatchObject({ code: 'not_found' });
    await expect(paul.actions.list(ticket)).rejects.toMatchObject({ code: 'not_found' });
  });

  test('an unknown or inactive user, or a requester, cannot be concerned [ACT-09 refused]', async () => {
    const { ada, ticket, people, store } = await opened();
    people.addUser({ id: 'rita', name: 'Rita', active: false });
    people.addContact({ id: 'acme', name: 'Acme' });
    people.addPerson({ id: 'bob', name: 'Bob', contacts: ['acme'] });
    const before = await stored(store, ticket);
    await expect(
      ada.actions.add(ticket, { ...note, concerns: ['grace', 'rita', 'nobody', 'bob'] }),
    ).rejects.toMatchObject({
      code: 'invalid_input',
      issues: [
        { path: ['concerns', 1], code: 'unknown_user', params: { user: 'rita' } },
        { path: ['concerns', 2], code: 'unknown_user', params: { user: 'nobody' } },
        { path: ['concerns', 3], code: 'unknown_user', params: { user: 'bob' } },
      ],
    });
    expect(await stored(store, ticket)).toEqual(before);
  });

  test('an action that names nobody concerns its author, an empty list nobody, and a list without him is legal [ACT-10]', async () => {
    const { ada, ticket, clock } = await opened();
    for (const concerns of [undefined, [], ['grace']]) {
      clock.advance({ minutes: 1 });
      await ada.actions.add(ticket, concerns === undefined ? note : { ...note, concerns });
    }
    expect((await ada.actions.list(ticket)).map(({ concerns }) => concerns)).toEqual([['grace'], [], ['ada']]);
  });

  test('without a moment of its own an action happened now, by the desk’s clock; when it was written is kept beside it [ACT-12]', async () => {
    const { ada, ticket, clock } = await opened();
    clock.set('2026-03-05T10:20:30.456Z');
    await ada.actions.add(ticket, note);
    await ada.actions.add(ticket, { ...note, occurredAt: new Date('2026-03-01T08:00:00Z') });
    expect((await ada.actions.list(ticket)).map(({ occurredAt, createdAt }) => [occurredAt, createdAt])).toEqual([
      ['2026-03-05T10:20:30.456Z', '2026-03-05T10:20:30.456Z'],
      ['2026-03-01T08:00:00.000Z', '2026-03-05T10:20:30.456Z'],
    ]);
  });

  test.each([
    ['no date', 'yesterday', 'invalid'],
    ['no zone', '2026-03-03T12:00:00', 'invalid'],
    ['an invalid Date', new Date(Number.NaN), 'invalid'],
    ['a number', 1_772_000_000_000, 'invalid'],
    ['more than a day ahead', '2026-03-04T13:00:00.001Z', 'too_far_in_future'],
  ])('%s is no moment for an action [ACT-13 refused]', async (_what, occurredAt, code) => {
    const { ada, ticket, store } = await opened();
    const before = await stored(store, ticket);
    await expect(ada.actions.add(ticket, { ...note, occurredAt } as never)).rejects.toMatchObject({
      code: 'invalid_input',
      issues: [{ path: ['occurredAt'], code }],
    });
    expect(await stored(store, ticket)).toEqual(before);
  });

  test('actions are listed newest first by the moment people see, ties by when and in which order they were written', async () => {
    const { ada, ticket, clock } = await opened();
    const add = (description: string, occurredAt?: string) =>
      ada.actions.add(ticket, { ...note, description, ...(occurredAt === undefined ? {} : { occurredAt }) });
    await add('first');
    await add('second');
    clock.advance({ hours: 1 });
    await add('third');
    await add('same moment as the first', '2026-03-03T13:00:00Z');
    await add('tomorrow', '2026-03-04T14:00:00Z');
    await add('yesterday', '2026-03-02T13:00:00Z');
    expect((await ada.actions.list(ticket)).map(({ description }) => description)).toEqual([
      'tomorrow',
      'third',
      'same moment as the first',
      'second',
      'first',
      'yesterday',
    ]);
  });

  test('a short description may be left out [ACT-15]', async () => {
    const { ada, ticket } = await opened();
    await ada.actions.add(ticket, { visibility: 'internal', shortDescription: '  Only a title ' });
    expect(await ada.actions.list(ticket)).toMatchObject([
      { shortDescription: 'Only a title', shortDescriptionDerived: false, description: '' },
    ]);
    await ada.actions.add(ticket, { visibility: 'internal', description: 'Long text.', shortDescription: '  ' });
    expect(await ada.actions.list(ticket)).toContainEqual(
      expect.objectContaining({ shortDescription: 'Long text.', shortDescriptionDerived: true }),
    );
  });

  test.each([
    ['x'.repeat(256), 'too_long'],
    ['one\r\ntwo', 'control_character'],
    ['one\u2028two', 'control_character'],
    ['one\0two', 'control_character'],
  ])('the short description %j is refused [ACT-15 refused]', async (shortDescription, code) => {
    const { ada, ticket, store } = await opened();
    const before = await stored(store, ticket);
    await expect(ada.actions.add(ticket, { ...note, shortDescription })).rejects.toMatchObject({
      code: 'invalid_input',
      issues: [{ path: ['shortDescription'], code }],
    });
    expect(await stored(store, ticket)).toEqual(before);
  });

  test('an action without any text is refused, also when it carries time [ACT-16 refused]', async () => {
    const { ada, ticket, store } = await opened();
    const before = await stored(store, ticket);
    for (const texts of [{}, { description: ' \n' }, { shortDescription: ' ' }, { timeSpent: 50 }]) {
      await expect(ada.actions.add(ticket, { visibility: 'internal', ...texts })).rejects.toMatchObject({
        code: 'invalid_input',
        issues: [{ path: ['description'], code: 'empty' }],
      });
    }
    expect(await stored(store, ticket)).toEqual(before);
  });

  test('a text that is too long is refused, and NUL does not survive [ACT-17 refused]', async () => {
    const { ada, ticket, store } = await opened();
    const before = await stored(store, ticket);
    for (const length of [1_048_577, 2_000_001]) {
      await expect(
        ada.actions.add(ticket, { visibility: 'internal', description: 'x'.repeat(length) }),
      ).rejects.toMatchObject({ code: 'invalid_input', issues: [{ path: ['description'], code: 'too_long' }] });
    }
    expect(await stored(store, ticket)).toEqual(before);
    await ada.actions.add(ticket, { visibility: 'internal', description: 'be\0fore\0' });
    expect(await ada.actions.list(ticket)).toMatchObject([{ description: 'before' }]);
  });

  test('the history says who wrote which action when', async () => {
    const { ada, ticket, store, mailbox } = await opened();
    const { action } = await ada.actions.add(ticket, { ...note, timeSpent: 25 });
    expect((await eventsOf(store, ticket)).at(-1)).toMatchObject({
      type: 'action.added',
      actor: { user: 'ada' },
      at: '2026-03-03T13:00:00.000Z',
      seq: 2,
      data: { action: { id: action.id, author: { user: 'ada' }, timeSpent: 25, ...note } },
    });
    // A mail at a ticket is no action.
    const { ticket: mailed } = await ada.tickets.create({ area: 'helpdesk', from: { mail: mailbox.put(mail()) } });
    expect(await ada.actions.list(mailed)).toEqual([]);
  });

  test.each([0.5, -1, 0.001, Number.NaN, 100_001, Number.POSITIVE_INFINITY, '1,5', null])(
    '%j is no time spent [TIM-01 refused]',
    async (timeSpent) => {
      const { ada, ticket, store } = await opened();
      const before = await stored(store, ticket);
      await expect(ada.actions.add(ticket, { ...note, timeSpent } as never)).rejects.toMatchObject({
        code: 'invalid_input',
        issues: [{ path: ['timeSpent'] }],
      });
      expect(await stored(store, ticket)).toEqual(before);
    },
  );
});
