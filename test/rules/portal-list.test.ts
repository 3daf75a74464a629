import { describe, expect, test } from 'vitest';
import { defaultArea } from '../../src/area/default-area.ts';
import { defineArea } from '../../src/area/define-area.ts';
import type { Store } from '../../src/ports/store.ts';
import { createTestDesk } from '../kit/create-test-desk.ts';
import { everyStore } from './every-store.ts';

const statuses = [
  { id: 'new', name: 'New', category: 'new' },
  { id: 'busy', name: 'Handed to the supplier', category: 'pending', publicLabel: 'In progress' },
  { id: 'parked', name: 'Waiting for a part', category: 'pending', publicLabel: 'In progress' },
  { id: 'done', name: 'Done', category: 'closed' },
] as const;
const portal = { notify: ['dora'], defaultResponsible: 'dora' };
const shared = defineArea({
  id: 'shared',
  name: 'Shared',
  statuses,
  portal,
  fields: { room: { type: 'text', portal: 'write' }, margin: { type: 'number' } },
});
const personal = defineArea({ id: 'personal', name: 'Personal', statuses, portal: { ...portal, scope: 'requester' } });

const openWorld = async (store: Store) => {
  const world = await createTestDesk({
    areas: [shared, personal, defaultArea()],
    roles: { lead: { '*': ['*'] } },
    store,
    portals: false,
  });
  world.people.addContact({ id: 'acme', name: 'Acme' });
  const bob = world.requester('Bob', { contact: 'acme' });
  const ask = async (subject: string, area: 'shared' | 'personal' = 'shared', who = bob) => {
    world.clock.advance({ minutes: 1 });
    return (await who.create({ area, subject, description: 'x', name: 'Bob', email: 'bob@acme.example' })).ticket;
  };
  return { ...world, bob, ask, ada: world.agent('Ada', 'lead') };
};

describe.each(everyStore)('on $name', ({ open }) => {
  test('a requester lists exactly the tickets he can get, page by page, and nothing of others', async () => {
    const { ada, ask, bob, requester } = await openWorld(await open());
    const ben = requester('Ben', { contact: 'acme' });
    const eve = requester('Eve', { contact: 'other' });
    const mine = [await ask('1'), await ask('2', 'personal'), await ask('3')];
    const bens = [await ask('4', 'personal', ben)];
    await ada.tickets.create({
      area: 'tickets',
      subject: 'No portal',
      description: 'x',
      requester: { contact: 'acme', name: 'Bob', email: 'b@x.example' },
    });
    const seen: string[] = [];
    let after: string | null = null;
    do {
      const page: Awaited<ReturnType<typeof bob.list>> = await bob.list({
        limit: 2,
        ...(after === null ? {} : { after }),
      });
      seen.push(...page.items.map(({ subject }) => subject));
      after = page.next;
    } while (after !== null);
    expect(seen).toEqual(['3', '2', '1']);
    expect((await ben.list()).items.map(({ subject }) => subject)).toEqual(['4', '3', '1']);
    expect((await eve.list()).items).toEqual([]);
    for (const ticket of mine) await expect(bob.get(ticket.id)).resolves.toMatchObject({ id: ticket.id });
    for (const ticket of bens) await expect(bob.get(ticket.id)).rejects.toMatchObject({ code: 'not_found' });
  });

  test('what happens inside moves nothing in a requester’s list and shows nothing in it; an answer comes to the top', async () => {
    const { ada, ask, bob, clock } = await openWorld(await open());
    const first = await ask('first');
    await ask('second');
    const before = await bob.list();
    clock.advance({ hours: 1 });
    await ada.actions.add(first.id, { visibility: 'internal', description: 'Secret', timeSpent: 100 });
    await ada.tickets.update(first.id, { fields: { margin: 7 } });
    expect(JSON.stringify(await bob.list())).toBe(JSON.stringify(before));
    await ada.actions.add(first.id, { visibility: 'external', description: 'Answer', timeSpent: 50 });
    await ada.tickets.transition(first.id, 'busy');
    const { items } = await bob.list();
    expect(items.map(({ subject, status, timeSpent }) => [subject, status.label, timeSpent])).toEqual([
      ['first', 'In progress', 50],
      ['second', 'New', 0],
    ]);
    const shown = JSON.stringify(await bob.list());
    clock.advance({ hours: 1 });
    await ada.tickets.transition(first.id, 'parked', { comment: 'Secret' });
    expect(JSON.stringify(await bob.list())).toBe(shown);
    const {
      actions: _actions,
      documents: _documents,
      description: _description,
      can: _can,
      ...rest
    } = await bob.get(first.id);
    expect(items[0]).toEqual(rest);
  });

  test('a page that is no `next` of this list is refused', async () => {
    const { bob } = await openWorld(await open());
    await expect(bob.list({ after: 'x' })).rejects.toMatchObject({
      code: 'invalid_input',
      issues: [{ path: ['after'], code: 'bad_cursor' }],
    });
    await expect(bob.list({ where: {} } as never)).rejects.toMatchObject({
      code: 'invalid_input',
      issues: [{ path: ['where'], code: 'unknown_field' }],
    });
  });
});
