import { describe, expect, test } from 'vitest';
import { defineArea } from '../../src/area/define-area.ts';
import type { Authorizer } from '../../src/ports/authorizer.ts';
import { createTestDesk } from '../kit/create-test-desk.ts';
import { everyStore } from './every-store.ts';
import { caretaker, helpdesk, openHelpdesk, printer } from './helpdesk.ts';
import { eventsOf, refusalOf, stored } from './stored.ts';

const incident = { area: 'helpdesk', workflow: 'incident', ...printer } as const;
const berlin = ['team-berlin'];

describe.each(everyStore)('on $name', ({ open }) => {
  test('a ticket is seen by whoever is in its audience, in lists, counts and one by one', async () => {
    const groups: Record<string, readonly string[]> = { ada: ['team-berlin', 'vip'], grace: ['team-bonn'], tom: [] };
    const authorizer: Authorizer = {
      grants: (actor) => {
        if (!('user' in actor)) return { areas: {}, desk: [], mailboxes: [] };
        const visible =
          actor.user === 'lena' ? 'all' : ({ field: 'audience', hasAny: groups[actor.user] ?? [] } as const);
        const permissions = ['ticket.create', 'ticket.read', 'ticket.assign'];
        return { areas: { '*': { permissions, visible } }, desk: [], mailboxes: [] };
      },
    };
    const { desk, agent, store } = await createTestDesk({
      areas: [helpdesk, caretaker],
      roles: {},
      options: { authorizer },
      store: await open(),
    });
    for (const name of ['Ada', 'Grace', 'Tom', 'Lena']) agent(name, 'any');
    const lena = desk.as({ user: 'lena' });
    const made = async (audience?: readonly string[]) =>
      (await lena.tickets.create({ ...incident, ...(audience && { audience }) })).ticket;
    const unlisted = await made();
    const first = await made(berlin);
    const both = await made(['team-bonn', 'Team-Berlin', 'vip', 'vip']);
    expect(unlisted.audience).toEqual([]);
    expect(both.audience).toEqual(['Team-Berlin', 'team-bonn', 'vip']);
    expect((await stored(store, both)).tickets[0]?.row.audience).toEqual(both.audience);

    const seen = { ada: [first.id, both.id], grace: [both.id], tom: [], lena: [unlisted.id, first.id, both.id] };
    for (const [user, ids] of Object.entries(seen)) {
      const { tickets } = desk.as({ user });
      const { items } = await tickets.list({ sort: { by: 'createdAt', direction: 'asc' } });
      expect(items.map(({ id }) => id).sort(), user).toEqual([...ids].sort());
      expect(await tickets.count(), user).toEqual({ count: ids.length, capped: false });
      for (const ticket of [unlisted, first, both]) {
        const answer = await tickets.get(ticket).then(
          () => 'seen',
          (error) => error.code,
        );
        expect(answer, user).toBe(ids.some((id) => id === ticket.id) ? 'seen' : 'not_found');
      }
    }
    const found = async (where: Parameters<typeof lena.tickets.count>[0]) => (await lena.tickets.count(where)).count;
    expect(await found({ where: { field: 'audience', hasAny: ['team-bonn', 'team-berlin'] } })).toBe(2);
    // Words of the host are ids: `Team-Berlin` is another list than `team-berlin`.
    expect(await found({ where: { field: 'audience', hasAll: ['team-bonn', 'vip'] } })).toBe(1);
    expect(await found({ where: { field: 'audience', hasAll: ['team-bonn', 'team-berlin'] } })).toBe(0);
    expect(await found({ where: { field: 'audience', empty: true } })).toBe(1);
    await expect(lena.tickets.list({ where: { field: 'audience', is: 'vip' } })).rejects.toMatchObject({
      code: 'invalid_input',
      issues: [{ path: ['where', 'is'], code: 'wrong_operator', params: { operators: ['hasAny', 'hasAll', 'empty'] } }],
    });

    await lena.tickets.update(first, { audience: ['team-bonn'] });
    expect(await refusalOf(desk.as({ user: 'ada' }).tickets.get(first))).toMatchObject({ code: 'not_found' });
    expect((await desk.as({ user: 'grace' }).tickets.get(first)).id).toBe(first.id);
  });

  test('the history says who was let in and out; the same set again is no change', async () => {
    const { agent, store } = await openHelpdesk(await open());
    const lena = agent('Lena', 'lead');
    const { ticket } = await lena.tickets.create({ ...incident, audience: berlin });
    const preview = await lena.preview.tickets.update(ticket, { audience: ['vip', 'team-berlin'] });
    expect(preview).toMatchObject({
      allowed: true,
      events: ['ticket.edited'],
      changes: [{ field: 'audience', from: berlin, to: ['team-berlin', 'vip'] }],
    });
    await lena.tickets.update(ticket, { audience: ['vip', 'team-berlin'] });
    await lena.tickets.update(ticket, { audience: ['team-berlin', 'vip', 'vip'] });
    await lena.tickets.update(ticket, { audience: [] });
    const events = await eventsOf(store, ticket);
    expect(events.map(({ type, data }) => [type, 'audience' in data ? data.audience : null])).toEqual([
      ['ticket.created', berlin],
      ['ticket.edited', { from: berlin, to: ['team-berlin', 'vip'] }],
      ['ticket.edited', { from: ['team-berlin', 'vip'], to: [] }],
    ]);
  });

  test('it takes ticket.assign, and nothing else: whoever may only edit lets nobody in, not even on his own ticket', async () => {
    const { agent, desk, store } = await createTestDesk({
      areas: [helpdesk, caretaker],
      roles: {
        agent: { '*': ['ticket.create', 'ticket.read', 'ticket.edit'] },
        dispatcher: { '*': ['ticket.read', 'ticket.assign'] },
      },
      store: await open(),
    });
    const ada = agent('Ada', 'agent');
    const dora = agent('Dora', 'dispatcher');
    const forbidden = (permission: string) => ({ code: 'forbidden', data: { permission, area: 'helpdesk' } });
    const { ticket } = await ada.tickets.create(incident);
    const before = await stored(store, ticket);
    await expect(ada.tickets.create({ ...incident, audience: berlin })).rejects.toMatchObject(
      forbidden('ticket.assign'),
    );
    await expect(ada.tickets.update(ticket, { audience: berlin })).rejects.toMatchObject(forbidden('ticket.assign'));
    await expect(ada.tickets.update(ticket, { audience: [], subject: 'Mine' })).rejects.toMatchObject(
      forbidden('ticket.assign'),
    );
    await expect(dora.tickets.update(ticket, { audience: berlin, subject: 'Mine' })).rejects.toMatchObject(
      forbidden('ticket.edit'),
    );
    expect(await stored(store, ticket)).toEqual(before);
    expect((await ada.tickets.get(ticket)).can).toMatchObject({ edit: true, assign: false });
    expect((await dora.tickets.get(ticket)).can).toMatchObject({ edit: false, assign: true });
    expect((await dora.tickets.update(ticket, { audience: berlin })).ticket.audience).toEqual(berlin);
    expect((await desk.forTenant('other').as({ user: 'dora' }).tickets.count()).count).toBe(0);
  });

  test('a closed ticket keeps its audience like everything else', async () => {
    const { agent } = await openHelpdesk(await open());
    const lena = agent('Lena', 'lead');
    const kit = await createTestDesk({
      areas: [caretaker],
      roles: { dispatcher: { '*': ['ticket.create', 'ticket.edit', 'ticket.read', 'ticket.assign'] } },
      store: await open(),
    });
    const dora = kit.agent('Dora', 'dispatcher');
    const { ticket } = await dora.tickets.create(printer);
    await dora.tickets.close(ticket);
    await expect(dora.tickets.update(ticket, { audience: berlin })).rejects.toMatchObject({ code: 'ticket_closed' });
    expect((await dora.tickets.get(ticket)).can.assign).toBe(false);
    const closed = (await lena.tickets.create({ area: 'caretaker', ...printer })).ticket;
    await lena.tickets.close(closed);
    expect((await lena.tickets.update(closed, { audience: berlin })).ticket.audience).toEqual(berlin);
  });

  test('what is missing on a ticket keeps nobody from being let out of it', async () => {
    const store = await open();
    const roles = { lead: { '*': ['*'] } };
    const statuses = [
      { id: 'new', name: 'New', category: 'new' },
      { id: 'done', name: 'Done', category: 'closed' },
    ] as const;

    const plain = defineArea({ id: 'lab', name: 'Lab', statuses, fields: { room: { type: 'text' } } });
    const strict = defineArea({ id: 'lab', name: 'Lab', statuses, fields: { room: { type: 'text', required: true } } });
    const before = await createTestDesk({ areas: [plain], roles, store });
    const { ticket } = await before.agent('Lena', 'lead').tickets.create({ ...printer, audience: berlin });
    const lena = (await createTestDesk({ areas: [strict], roles, store })).agent('Lena', 'lead');
    await expect(lena.tickets.update(ticket, { subject: 'Another' })).rejects.toMatchObject({
      issues: [{ path: ['fields', 'room'], code: 'required' }],
    });
    expect((await lena.tickets.update(ticket, { audience: [] })).ticket.audience).toEqual([]);
  });

  test.each([
    ['a word', 'team-berlin', ['audience'], 'wrong_type'],
    ['null', null, ['audience'], 'wrong_type'],
    ['an empty word', ['vip', ''], ['audience', 1], 'required'],
    ['a control character', ['a\nb'], ['audience', 0], 'control_character'],
    ['too many', Array.from({ length: 201 }, (_, index) => `g${index}`), ['audience'], 'too_long'],
  ])('%s is no audience', async (_what, audience, path, code) => {
    const { agent, store } = await openHelpdesk(await open());
    const lena = agent('Lena', 'lead');
    const { ticket } = await lena.tickets.create(incident);
    const before = await stored(store, ticket);
    const refused = { code: 'invalid_input', issues: [{ path, code }] };
    await expect(lena.tickets.update(ticket, { audience } as never)).rejects.toMatchObject(refused);
    await expect(lena.tickets.create({ ...incident, audience } as never)).rejects.toMatchObject(refused);
    expect(await stored(store, ticket)).toEqual(before);
  });

  test('a requester neither sets nor sees it', async () => {
    const { agent, people, requester } = await openHelpdesk(await open());
    people.addContact({ id: 'acme', name: 'Acme' });
    const lena = agent('Lena', 'lead');
    const bob = requester('Bob', { contact: 'acme' });
    const values = { ...incident, requester: { ...printer.requester, contact: 'acme' } };
    const { ticket } = await lena.tickets.create({ ...values, audience: ['secret-list'] });
    const before = await bob.get(ticket.id);
    await lena.tickets.update(ticket, { audience: ['another-list'] });
    expect(await bob.get(ticket.id)).toEqual(before);
    expect(JSON.stringify([before, await bob.list()])).not.toMatch(/audience|-list/);
    const own = { area: 'helpdesk', subject: 'P', description: 'D', name: 'Bob', email: 'bob@acme.example' } as const;
    await expect(bob.create({ ...own, audience: [] } as never)).rejects.toMatchObject({
      issues: [{ path: ['audience'], code: 'unknown_field' }],
    });
  });
});
