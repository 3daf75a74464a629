import { describe, expect, test } from 'vitest';
import { openActivities } from './activity-scene.ts';
import { everyStore } from './every-store.ts';
import { foldLinks } from './fold-links.ts';
import { eventNames, stored } from './stored.ts';

const call = { type: 'call', subject: 'Called Bob' } as const;
const by = { tenant: 'default', actor: { user: 'ada' } };

describe.each(everyStore)('on $name', ({ openWithActivities }) => {
  /** A store whose commits can be made to fail, beside its activities. */
  const opened = async () => {
    const { store, activities } = await openWithActivities();
    const failing: { how: 'no' | 'conflict' | 'once' | 'down' | 'answer lost' } = { how: 'no' };
    const scene = await openActivities({
      activities,
      store: {
        ...store,
        commit: async (batch) => {
          const { how } = failing;
          if (how === 'no') return store.commit(batch);
          if (how === 'once') failing.how = 'no';
          if (how === 'conflict' || how === 'once') return { outcome: 'conflict' };
          if (how === 'answer lost') await store.commit(batch);
          throw new Error('The connection was lost.');
        },
      },
    });
    const inHost = async () =>
      (
        await activities.lookUp(
          [...scene.created].map((id) => ({ type: 'call', id })),
          by,
        )
      ).map(({ id }) => id);
    const linked = async (ticket: string) =>
      ((await stored(store, ticket)).tickets[0]?.details.activityLinks ?? []).map(({ id }) => id);
    return { ...scene, failing, inHost, linked, plain: store };
  };

  test('an activity is made in the host first and linked in one commit with its event; a conflict in between makes no second one [LNK-04]', async () => {
    const { ada, first, failing, calls, inHost, linked, store } = await opened();
    const { activity, ticket } = await ada.activities.create(first, call);
    expect([await inHost(), await linked(first)]).toEqual([[activity.id], [activity.id]]);
    expect(await eventNames(store, first)).toEqual(['ticket.created', 'activity.linked']);
    expect(ticket.version).toBe(2);
    failing.how = 'once';
    const { activity: second } = await ada.activities.create(first, call);
    expect(calls).toEqual(['create', 'create', 'create']);
    expect((await inHost()).sort()).toEqual([activity.id, second.id].sort());
    expect((await linked(first)).sort()).toEqual([activity.id, second.id].sort());
  });

  test('a host that fails is heard, and nothing is linked [LNK-04 refused]', async () => {
    const { ada, first, store, broken, inHost } = await opened();
    const before = await stored(store, first);
    broken.create = true;
    for (const options of [{}, { idempotencyKey: 'k' }]) {
      await expect(ada.activities.create(first, call, options)).rejects.toThrow('The calendar is down.');
    }
    expect(await stored(store, first)).toEqual(before);
    expect(await inHost()).toEqual([]);
    broken.create = false;
    const { activity, replayed } = await ada.activities.create(first, call, { idempotencyKey: 'k' });
    expect([replayed, await inHost()]).toEqual([false, [activity.id]]);
  });

  test('a ticket that keeps changing takes none: what was made in the host is taken back [LNK-04 refused]', async () => {
    const { ada, first, store, failing, inHost, calls, created, plain } = await opened();
    const before = await stored(plain, first);
    failing.how = 'conflict';
    await expect(ada.activities.create(first, call)).rejects.toMatchObject({ code: 'conflict' });
    expect(calls).toEqual(['create', 'create', 'create', 'create', 'discard']);
    expect(created.size).toBe(1);
    expect(await inHost()).toEqual([]);
    expect(await stored(store, first)).toEqual(before);
  });

  test('when nobody knows whether it was committed, what was made stays: no link ever leads nowhere [LNK-04 refused]', async () => {
    const { ada, first, failing, inHost, linked, calls } = await opened();
    failing.how = 'down';
    await expect(ada.activities.create(first, call)).rejects.toThrow('The connection was lost.');
    expect([await inHost(), await linked(first)]).toEqual([[expect.any(String)], []]);
    failing.how = 'answer lost';
    await expect(ada.activities.create(first, call)).rejects.toThrow('The connection was lost.');
    expect(calls).not.toContain('discard');
    const [link] = await linked(first);
    expect(await inHost()).toContain(link);
  });

  test('a repeat with the same idempotency key links what the first call made, once', async () => {
    const { ada, first, second, failing, inHost, linked, calls } = await opened();
    for (const [index, how] of (['down', 'conflict', 'answer lost'] as const).entries()) {
      const options = { idempotencyKey: how };
      failing.how = how;
      await expect(ada.activities.create(first, call, options)).rejects.toThrow();
      failing.how = 'no';
      const again = await ada.activities.create(first, call, options);
      expect(again.replayed).toBe(how === 'answer lost');
      expect(await linked(first)).toHaveLength(index + 1);
      expect((await inHost()).sort()).toEqual((await linked(first)).toSorted());
      const third = await ada.activities.create(first, call, options);
      expect([third.replayed, third.activity]).toEqual([true, again.activity]);
      await expect(ada.activities.create(first, { ...call, subject: 'Else' }, options)).rejects.toMatchObject({
        code: 'key_reused',
      });
    }
    // What another call with the same key may have linked is nobody's to discard.
    expect(calls).not.toContain('discard');
    failing.how = 'down';
    const options = { idempotencyKey: 'other input' };
    await expect(ada.activities.create(second, call, options)).rejects.toThrow();
    failing.how = 'no';
    await ada.activities.create(second, { ...call, subject: 'Else' }, options);
    expect(await ada.activities.list(second)).toMatchObject([{ subject: 'Else' }]);
    const both = await Promise.all([1, 2].map(() => ada.activities.create(first, call, { idempotencyKey: 'both' })));
    expect(both[0]?.activity).toEqual(both[1]?.activity);
    expect(await inHost()).toHaveLength(6);
    expect(await linked(first)).toHaveLength(4);
  });

  test('linked from many sides at once, an activity ends at one ticket, and every history folds to what is stored', async () => {
    const { ada, agent, make, elsewhere, store } = await opened();
    agent('Grace', 'agent');
    const tickets = await Promise.all([1, 2, 3].map(() => make()));
    const [one, two] = [await elsewhere(), await elsewhere('task')];
    const work = tickets.flatMap((ticket) => [
      () => ada.activities.link(ticket, one),
      () => ada.activities.link(ticket, two, { contacts: ['acme'] }),
      () => ada.activities.unlink(ticket, one),
      () => ada.actions.add(ticket, { visibility: 'internal', description: 'Meanwhile' }),
    ]);
    const results = await Promise.allSettled(work.map((run) => run()));
    for (const result of results) {
      if (result.status === 'rejected') expect(['not_found', 'conflict']).toContain(result.reason.code);
    }
    const all = await Promise.all(tickets.map((ticket) => stored(store, ticket)));
    const found = all.flatMap(({ tickets: [ticket] }) => ticket?.details.activityLinks ?? []);
    expect(found.filter(({ type }) => type === 'task')).toHaveLength(1);
    expect(found.filter(({ type }) => type === 'call').length).toBeLessThanOrEqual(1);
    for (const {
      tickets: [ticket],
    } of all) {
      const links = foldLinks(ticket?.row.id ?? '', ticket?.details.events ?? []);
      expect(links.toSorted((a, b) => (a.type < b.type ? -1 : 1))).toEqual(
        ticket?.details.activityLinks.toSorted((a, b) => (a.type < b.type ? -1 : 1)),
      );
    }
  });

  test('expectedVersion holds for the ticket that takes it', async () => {
    const { ada, first, second, elsewhere, created } = await opened();
    const activity = await elsewhere();
    await ada.activities.link(first, activity, {}, { expectedVersion: 1 });
    await ada.activities.link(second, activity, {}, { expectedVersion: 1 });
    for (const stale of [
      () => ada.activities.link(first, activity, {}, { expectedVersion: 2 }),
      () => ada.activities.unlink(second, activity, { expectedVersion: 1 }),
      () => ada.activities.create(second, call, { expectedVersion: 1 }),
    ]) {
      await expect(stale()).rejects.toMatchObject({ code: 'conflict' });
    }
    expect(created.size).toBe(0);
  });
});
