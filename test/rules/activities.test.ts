import { describe, expect, test } from 'vitest';
import { createDesk } from '../../src/desk.ts';
import { rolePolicy } from '../../src/ports/role-policy.ts';
import type { ActivityRef } from '../../src/ticket/activity-link.ts';
import { openActivities } from './activity-scene.ts';
import { everyStore } from './every-store.ts';
import { caretaker, helpdesk, mail, printer } from './helpdesk.ts';
import { eventsOf, refusalOf, stored } from './stored.ts';

const at = '2026-03-04T08:00:00.000Z';
const linkedTypes = ['appointment', 'task', 'call', 'note'] as const;

describe.each(everyStore)('on $name', ({ openWithActivities }) => {
  const opened = async () => openActivities(await openWithActivities());

  test('activities of a ticket are its actions, its mails, and appointments, tasks, calls and notes: in one feed, newest first, alone by type [LNK-01]', async () => {
    const { ada, clock, mailbox, hidden } = await opened();
    const ref = mailbox.put(mail());
    const { ticket } = await ada.tickets.create({ area: 'helpdesk', workflow: 'incident', from: { mail: ref } });
    for (const type of linkedTypes) {
      clock.advance({ minutes: 1 });
      await ada.activities.create(ticket, { type, subject: `A ${type}`, at: clock.now() });
    }
    clock.advance({ minutes: 1 });
    await ada.actions.add(ticket, { visibility: 'internal', description: 'Looked at it' });
    await ada.actions.add(ticket, {
      visibility: 'external',
      description: 'Before',
      occurredAt: '2026-03-03T12:00:00Z',
    });
    const all = await ada.activities.list(ticket);
    // The mail that was attached, and the draft that answers it.
    expect(all.map(({ type, subject }) => [type, subject])).toEqual([
      ['action', 'Looked at it'],
      ['note', 'A note'],
      ['call', 'A call'],
      ['task', 'A task'],
      ['appointment', 'A appointment'],
      ['email', 'Printer does not print'],
      ['email', expect.stringContaining('Printer does not print')],
      ['action', 'Before'],
    ]);
    expect(all[1]).toEqual({
      type: 'note',
      id: expect.any(String),
      at: '2026-03-03T13:04:00.000Z',
      subject: 'A note',
      by: 'ada',
      contacts: [],
      project: null,
      linkedBy: { user: 'ada' },
      linkedAt: '2026-03-03T13:04:00.000Z',
      can: { unlink: true },
    });
    const can = { edit: true, publish: true, remove: true };
    expect(all[0]).toMatchObject({ action: { visibility: 'internal', description: 'Looked at it', can } });
    for (const type of ['action', 'email', ...linkedTypes] as const) {
      expect(await ada.activities.list(ticket, { types: [type] })).toEqual(all.filter((one) => one.type === type));
    }
    expect(await ada.activities.list(ticket, { types: [] })).toEqual([]);
    hidden.add(all[1]?.id ?? '');
    expect(await ada.activities.list(ticket)).toEqual(all.filter(({ type }) => type !== 'note'));
  });

  test.each(['meeting', 'Task', '', 'constructor', null, 7, ['task']])(
    'another type (%j) is refused by every command and by the feed [LNK-01 refused]',
    async (type) => {
      const { ada, first, store } = await opened();
      const before = await stored(store, first);
      const refused = { code: 'invalid_input', issues: [{ path: ['type'], code: 'not_an_option' }] };
      const activity = { type, id: 'any' } as never;
      await expect(ada.activities.create(first, { type, subject: 'x' } as never)).rejects.toMatchObject(refused);
      const onRef = { code: 'invalid_input', issues: [{ path: ['activity', 'type'], code: 'not_an_option' }] };
      await expect(ada.activities.link(first, activity)).rejects.toMatchObject(onRef);
      await expect(ada.activities.unlink(first, activity)).rejects.toMatchObject(onRef);
      await expect(ada.activities.list(first, { types: ['task', type] as never })).rejects.toMatchObject({
        code: 'invalid_input',
        issues: [{ path: ['types', 1], code: 'not_an_option' }],
      });
      expect(await stored(store, first)).toEqual(before);
    },
  );

  test('an activity made elsewhere is put at a ticket, moves with both histories saying so, and is taken away again [LNK-02]', async () => {
    const { ada, first, second, store, elsewhere, activities, clock } = await opened();
    const activity = await elsewhere();
    const linked = await ada.activities.link(first, activity);
    expect(linked).toMatchObject({ activity, drafts: [], questions: [], warnings: [], replayed: false });
    expect(linked.ticket.version).toBe(2);
    expect(await ada.activities.list(first)).toMatchObject([{ ...activity, subject: 'Called Bob', at, by: 'ada' }]);
    clock.advance({ minutes: 1 });
    // What the feed shows of an activity names it too.
    const [shown] = await ada.activities.list(first);
    await ada.activities.link(second, shown as ActivityRef);
    expect(await ada.activities.list(first)).toEqual([]);
    expect(await ada.activities.list(second)).toMatchObject([{ ...activity, linkedAt: '2026-03-03T13:01:00.000Z' }]);
    const unlinked = await ada.activities.unlink(second, activity);
    expect(unlinked).toMatchObject({ activity, ticket: { id: second, version: 3 } });
    expect(await ada.activities.list(second)).toEqual([]);
    const history = async (ticket: string) =>
      (await eventsOf(store, ticket)).slice(1).map(({ type, data, actor }) => [type, data, actor]);
    const by = { user: 'ada' };
    const placed = ['activity.linked', { ...activity, contacts: [], project: null }, by];
    expect(await history(first)).toEqual([placed, ['activity.unlinked', activity, by]]);
    expect(await history(second)).toEqual([placed, ['activity.unlinked', activity, by]]);
    // With the host nothing changed.
    expect(await activities.lookUp([activity], { tenant: 'default', actor: { user: 'ada' } })).toHaveLength(1);
    // It is free: another ticket takes it, and one that is gone in the host can still be taken away.
    await ada.activities.link(first, activity);
    await activities.discard(activity, { tenant: 'default', actor: { user: 'ada' } });
    expect(await ada.activities.list(first)).toEqual([]);
    await ada.activities.unlink(first, activity);
    expect((await stored(store, first)).tickets[0]?.details.activityLinks).toEqual([]);
  });

  test('an unknown activity or ticket, one without rights, and types with commands of their own are refused and change nothing [LNK-02 refused]', async () => {
    const { ada, agent, first, second, make, store, elsewhere, hidden, held } = await opened();
    const rita = agent('Rita', 'reader');
    const clerk = agent('Clara', 'clerk');
    const unseen = (await ada.tickets.create({ area: 'caretaker', ...printer })).ticket.id;
    const [known, invisible, stranger, foreign, placed] = [
      await elsewhere(),
      await elsewhere(),
      await elsewhere(),
      await elsewhere('call', 'Theirs', { tenant: 'globex', actor: { user: 'ada' } }),
      await elsewhere(),
    ];
    await ada.activities.link(unseen, placed);
    await ada.activities.link(second, known);
    hidden.add(invisible.id);
    held.add(stranger.id);
    const tickets = [first, second, unseen];
    const before = await Promise.all(tickets.map((ticket) => stored(store, ticket)));

    const unknown = await refusalOf(ada.activities.link(first, { type: 'call', id: 'nothing' }));
    expect(unknown).toMatchObject({ code: 'not_found', data: { what: 'activity' } });
    for (const one of [invisible, foreign, { ...known, type: 'task' as const }]) {
      expect(await refusalOf(ada.activities.link(first, one))).toEqual(unknown);
      expect(await refusalOf(ada.activities.unlink(first, one))).toEqual(unknown);
    }
    // It is at another ticket, not at this one.
    expect(await refusalOf(ada.activities.unlink(first, known))).toEqual(unknown);
    for (const call of [ada.activities.link('nobody', known), rita.activities.list('nobody')]) {
      expect(await refusalOf(call)).toMatchObject({ code: 'not_found', data: { what: 'ticket' } });
    }
    expect(await refusalOf(clerk.activities.link(unseen, known))).toMatchObject({ code: 'not_found' });
    expect(await refusalOf(ada.activities.link(first, stranger))).toMatchObject({
      code: 'forbidden',
      data: { permission: null },
    });
    for (const call of [rita.activities.link(first, known), rita.activities.unlink(second, known)]) {
      expect(await refusalOf(call)).toMatchObject({ code: 'forbidden', data: { permission: 'ticket.edit' } });
    }
    // Who takes it from a ticket he does not see is told nothing of that ticket.
    const taking = await refusalOf(clerk.activities.link(first, placed));
    expect(taking).toMatchObject({ code: 'forbidden', data: { permission: 'ticket.edit' } });
    expect(taking.data).toEqual({ permission: 'ticket.edit' });
    hidden.add(known.id);
    expect(await refusalOf(ada.activities.unlink(second, known))).toEqual(unknown);
    hidden.delete(known.id);
    for (const type of ['action', 'email']) {
      const activity = { type, id: 'any' } as never;
      const refused = { code: 'invalid_input', issues: [{ path: ['activity', 'type'], code: 'own_command' }] };
      await expect(ada.activities.link(first, activity)).rejects.toMatchObject(refused);
      await expect(ada.activities.unlink(first, activity)).rejects.toMatchObject(refused);
      await expect(ada.activities.create(first, { type, subject: 'x' } as never)).rejects.toMatchObject({
        code: 'invalid_input',
        issues: [{ path: ['type'], code: 'own_command' }],
      });
    }
    expect(await Promise.all(tickets.map((ticket) => stored(store, ticket)))).toEqual(before);

    // A closed ticket neither takes an activity nor lets one go.
    const closed = await make();
    held.clear();
    await ada.activities.link(closed, stranger);
    await ada.tickets.transition(closed, 'start');
    await ada.tickets.close(closed, { comment: 'Done' });
    for (const call of [
      ada.activities.link(first, stranger),
      ada.activities.unlink(closed, stranger),
      ada.activities.link(closed, known),
    ]) {
      expect(await refusalOf(call)).toMatchObject({ code: 'ticket_closed', data: { ticket: { id: closed } } });
    }
  });

  test.each(linkedTypes)('a %s is made from the ticket in one call, and belongs to the host [LNK-03]', async (type) => {
    const { ada, first, activities, calls } = await opened();
    const until = type === 'appointment' ? { until: new Date('2026-03-04T09:00:00Z') } : {};
    const given = {
      type,
      subject: '  Look at it ',
      description: 'On site',
      at: new Date(at),
      ...until,
      details: { room: 2 },
    };
    expect(await ada.preview.activities.create(first, given)).toMatchObject({
      allowed: true,
      events: ['activity.linked'],
      changes: [],
      mails: [],
    });
    expect(calls).toEqual([]);
    const { activity } = await ada.activities.create(first, given);
    expect(activity.type).toBe(type);
    const shown = { ...activity, subject: 'Look at it', at, by: 'ada' };
    expect(await activities.lookUp([activity], { tenant: 'default', actor: { user: 'ada' } })).toEqual([
      { ...shown, visible: true, linkable: true },
    ]);
    expect(await ada.activities.list(first)).toMatchObject([shown]);
  });

  test('an activity that lacks what its type needs is refused by the host, with everything else that is wrong; a closed ticket takes none [LNK-03 refused]', async () => {
    const { ada, first, store, calls } = await opened();
    const before = await stored(store, first);
    const wrong = {
      type: 'appointment',
      subject: ' ',
      description: 'x'.repeat(1_048_577),
      contacts: ['acme', 'nobody'],
    } as const;
    const issues = [
      { path: ['subject'], code: 'required' },
      { path: ['description'], code: 'too_long' },
      { path: ['at'], code: 'required' },
      { path: ['contacts', 1], code: 'unknown_contact' },
    ];
    await expect(ada.activities.create(first, wrong)).rejects.toMatchObject({ code: 'invalid_input', issues });
    expect(await ada.preview.activities.create(first, wrong)).toMatchObject({
      allowed: false,
      refusal: { code: 'invalid_input', issues },
      needs: ['subject', 'at'],
    });
    for (const [more, path, code] of [
      [{ subject: 'x'.repeat(256) }, ['subject'], 'too_long'],
      [{ subject: 'one\r\ntwo' }, ['subject'], 'control_character'],
      [{ at: '2026-03-04T08:00:00' }, ['at'], 'invalid'],
      [{ until: at }, ['at'], 'required'],
      [{ at, until: '2026-03-04T07:59:00Z' }, ['until'], 'ends_before_it_begins'],
      [{ guests: 3 }, ['guests'], 'unknown_field'],
      [{ subject: undefined }, ['subject'], 'required'],
    ] as const) {
      const given = { type: 'call', subject: 'Call', ...more } as never;
      await expect(ada.activities.create(first, given)).rejects.toMatchObject({ issues: [{ path, code }] });
    }
    expect(await stored(store, first)).toEqual(before);
    await ada.tickets.transition(first, 'start');
    await ada.tickets.close(first, { comment: 'Done' });
    await expect(ada.activities.create(first, { type: 'note', subject: 'Late' })).rejects.toMatchObject({
      code: 'ticket_closed',
      data: { ticket: { id: first } },
    });
    expect(calls).toEqual([]);
  });

  test('contacts and a project of the activity are its own: several and one, both at once, not taken over from the ticket, kept when it moves [LNK-05]', async () => {
    const { ada, make, elsewhere, store } = await opened();
    const requester = { ...printer.requester, contact: 'acme' };
    const ticket = await make({ requester, project: 'move' });
    const { activity: bare } = await ada.activities.create(ticket, { type: 'note', subject: 'Bare' });
    const targets = { contacts: ['globex', 'acme', 'globex'], project: 'new-office' };
    const { activity: full } = await ada.activities.create(ticket, { type: 'note', subject: 'Full', ...targets });
    const call = await elsewhere();
    await ada.activities.link(ticket, call, { contacts: ['acme'] });
    const at = async (id: string) =>
      Object.fromEntries(
        (await ada.activities.list(id)).map((one) => [one.id, 'contacts' in one ? [one.contacts, one.project] : null]),
      );
    expect(await at(ticket)).toEqual({
      [bare.id]: [[], null],
      [full.id]: [['globex', 'acme'], 'new-office'],
      [call.id]: [['acme'], null],
    });
    const other = await make();
    await ada.activities.link(other, full);
    await ada.activities.link(ticket, call, { project: 'move' });
    await ada.activities.link(ticket, bare, { contacts: [] });
    expect(await at(other)).toEqual({ [full.id]: [['globex', 'acme'], 'new-office'] });
    expect(await at(ticket)).toEqual({ [bare.id]: [[], null], [call.id]: [['acme'], 'move'] });
    await ada.activities.link(other, full, { contacts: [], project: null });
    expect(await at(other)).toEqual({ [full.id]: [[], null] });
    // What changes nothing leaves no trace.
    expect((await eventsOf(store, ticket)).filter(({ type }) => type === 'activity.linked')).toHaveLength(4);
    expect(await ada.tickets.get(ticket)).toMatchObject({ project: 'move', requester: { contact: 'acme' } });
  });

  test('contacts and projects that the directory does not know are refused, all at once [LNK-05 refused]', async () => {
    const { ada, first, store, elsewhere, calls } = await opened();
    const activity = await elsewhere();
    const before = await stored(store, first);
    const targets = { contacts: ['acme', 'nobody', 'nothing'], project: 'none' };
    const issues = [
      { path: ['contacts', 1], code: 'unknown_contact', params: { contact: 'nobody' } },
      { path: ['contacts', 2], code: 'unknown_contact', params: { contact: 'nothing' } },
      { path: ['project'], code: 'unknown_project', params: { project: 'none' } },
    ];
    await expect(ada.activities.link(first, activity, targets)).rejects.toMatchObject({
      code: 'invalid_input',
      issues,
    });
    const given = { type: 'note', subject: 'x', ...targets } as const;
    await expect(ada.activities.create(first, given)).rejects.toMatchObject({ code: 'invalid_input', issues });
    for (const [wrong, path] of [
      [{ contacts: [''] }, ['contacts', 0]],
      [{ contacts: 'acme' }, ['contacts']],
      [{ project: ['move'] }, ['project']],
      [{ ticket: 'x' }, ['ticket']],
    ] as const) {
      await expect(ada.activities.link(first, activity, wrong as never)).rejects.toMatchObject({ issues: [{ path }] });
    }
    expect(calls).not.toContain('create');
    expect(await stored(store, first)).toEqual(before);
  });

  test('without activities in the host nothing is made or linked there; a ticket has its actions and mails, and what was linked can be taken away', async () => {
    const { ada, first, store, elsewhere } = await opened();
    const activity = await elsewhere();
    await ada.activities.link(first, activity);
    const bare = createDesk({
      areas: [helpdesk, caretaker],
      store,
      authorizer: rolePolicy({ roles: { lead: { '*': ['*'] } }, rolesOf: () => ['lead'] }),
    }).as({ user: 'lena' });
    for (const call of [
      bare.activities.link(first, activity),
      bare.activities.create(first, { type: 'note', subject: 'x' }),
    ]) {
      expect(await refusalOf(call)).toMatchObject({ code: 'config_invalid' });
    }
    await bare.actions.add(first, { visibility: 'internal', description: 'x' });
    expect((await bare.activities.list(first)).map(({ type }) => type)).toEqual(['action']);
    await bare.activities.unlink(first, activity);
    expect(await ada.activities.list(first, { types: ['call'] })).toEqual([]);
  });

  test('a host whose look-up fails makes the call fail, and nothing is linked', async () => {
    const { ada, first, store, elsewhere, broken } = await opened();
    const activity = await elsewhere();
    const before = await stored(store, first);
    broken.lookUp = true;
    await expect(ada.activities.link(first, activity)).rejects.toThrow('The calendar is down.');
    expect(await stored(store, first)).toEqual(before);
    await expect(ada.activities.list(first)).resolves.toEqual([]);
  });

  test('a requester sees and does nothing of it: his view stays byte for byte the same', async () => {
    const { ada, make, requester, first, elsewhere, desk } = await opened();
    const bob = requester('Bob', { contact: 'acme' });
    const ticket = await make({ requester: { ...printer.requester, contact: 'acme', person: null } });
    const view = async () => JSON.stringify([await bob.get(ticket), await bob.list()]);
    const before = await view();
    await ada.tickets.update(ticket, { project: 'move' });
    const { activity } = await ada.activities.create(ticket, {
      type: 'note',
      subject: 'SECRET',
      project: 'new-office',
    });
    await ada.activities.link(ticket, await elsewhere('task', 'SECRET'), { contacts: ['globex'] });
    await ada.activities.link(first, activity);
    expect(await view()).toBe(before);
    expect(Object.keys(bob)).not.toContain('activities');
    const { events } = await desk.changes({ limit: 500 });
    expect(events.filter(({ type }) => type.startsWith('activity.'))).toHaveLength(4);
  });
});
