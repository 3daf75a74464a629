import { describe, expect, test } from 'vitest';
import { createDesk } from '../../src/desk.ts';
import { openBulkDesk, said, watched } from './bulk-desk.ts';
import { everyStore } from './every-store.ts';
import { helpdesk } from './helpdesk.ts';
import { eventNames, refusalOf } from './stored.ts';

const note = { visibility: 'internal', description: 'Seen' } as const;

describe.each(everyStore)('on $name', ({ open }) => {
  const office = async (count: number) => {
    const store = await open();
    const kit = await openBulkDesk(store, { bulk: { limit: 1000 } });
    const tickets: string[] = [];
    for (let index = 0; index < count; index += 1) tickets.push((await kit.make()).id);
    return { ...kit, tickets };
  };

  test('a chunk of 100 tickets costs one read and one write, however many tickets there are', async () => {
    const { ada, tickets, store } = await office(230);
    const spied = watched(store);
    const seen: number[] = [];
    const done = await ada.bulk.addAction(tickets, note, {
      onProgress: (progress) => {
        expect(progress.total).toBe(230);
        seen.push(progress.done);
      },
    });
    expect(done).toMatchObject({ changed: 230, stopped: false });
    expect(seen).toEqual([100, 200, 230]);
    // One read more as the call begins, which says whether its settings are current.
    expect({ loads: spied.loads(), commits: spied.commits() }).toEqual({ loads: 4, commits: 3 });
  });

  test('stopped half-way it names the rest, and with its key it goes on there: nothing is done twice [BLK-01]', async () => {
    const { ada, tickets, store } = await office(210);
    const controller = new AbortController();
    const options = { idempotencyKey: 'nightly', signal: controller.signal };
    const first = await ada.bulk.addAction(tickets, note, { ...options, onProgress: () => controller.abort() });
    expect(first).toMatchObject({ changed: 100, stopped: true, rest: tickets.slice(100) });
    const again = await ada.bulk.addAction(tickets, note, { idempotencyKey: 'nightly' });
    expect(again).toMatchObject({ changed: 210, stopped: false, rest: [] });
    const replayed = again.verdicts.map((one) => one.outcome === 'changed' && one.replayed);
    expect(replayed).toEqual(tickets.map((_, index) => index < 100));
    expect(again.verdicts.slice(0, 100)).toEqual(first.verdicts.map((one) => ({ ...one, replayed: true })));
    for (const ticket of [tickets[0], tickets[99], tickets[100], tickets[209]])
      expect(await eventNames(store, ticket ?? '')).toEqual(['ticket.created', 'action.added']);
  });

  test('a process that dies between two chunks loses nothing: with the key the rest is done, and only that', async () => {
    const { ada, tickets, store } = await office(150);
    const options = { idempotencyKey: 'k' };
    const crashed = ada.bulk.addAction(tickets, note, {
      ...options,
      onProgress: () => {
        throw new Error('The process dies.');
      },
    });
    await expect(crashed).rejects.toThrow('The process dies.');
    const spied = watched(store);
    const done = await ada.bulk.addAction(tickets, note, options);
    expect(done).toMatchObject({ changed: 150 });
    expect(spied.commits()).toBe(1);
    expect(await eventNames(store, tickets[0] ?? '')).toEqual(['ticket.created', 'action.added']);
  });

  test('the same key with another input is refused for every ticket that used it [XCT-01 refused]', async () => {
    const { ada, tickets } = await office(2);
    const options = { idempotencyKey: 'k' };
    await ada.bulk.addAction([tickets[0] ?? ''], note, options);
    const other = await ada.bulk.addAction(tickets, { ...note, description: 'Other' }, options);
    expect(other.verdicts.map(said)).toEqual(['key_reused', 'changed']);
    expect(await ada.actions.list(tickets[0] ?? '')).toHaveLength(1);
  });

  test('a key can be used for a single command and for a bulk command beside it: they are different keys', async () => {
    const { ada, tickets } = await office(1);
    await ada.actions.add(tickets[0] ?? '', note, { idempotencyKey: 'k' });
    const done = await ada.bulk.addAction(tickets, note, { idempotencyKey: 'k' });
    expect(done).toMatchObject({ changed: 1, verdicts: [{ replayed: false }] });
  });

  test('two calls with one key at the same moment change each ticket once', async () => {
    const { ada, tickets, store } = await office(20);
    const call = () => ada.bulk.setStep(tickets, 'doing', {}, { idempotencyKey: 'k' });
    const both = await Promise.all([call(), call()]);
    for (const ticket of tickets) expect(await eventNames(store, ticket)).toEqual(['ticket.created', 'ticket.moved']);
    const changed = both.flatMap(({ verdicts }) =>
      verdicts.filter((one) => one.outcome === 'changed' && !one.replayed).map(({ ticket }) => ticket),
    );
    expect(changed.toSorted()).toEqual(tickets.toSorted());
  });

  test('a ticket that changed meanwhile gets the action all the same, and is not moved: that is told as a conflict', async () => {
    const { ada, lead, tickets, store } = await office(2);
    const [first = '', second = ''] = tickets;
    const meanwhile = () => {
      const original = store.commit;
      store.commit = async (batch) => {
        store.commit = original;
        await lead.actions.add(first, note);
        return original(batch);
      };
    };
    meanwhile();
    const added = await ada.bulk.addAction(tickets, note);
    expect(added.verdicts.map(said)).toEqual(['changed', 'changed']);
    expect(await ada.actions.list(first)).toHaveLength(2);
    meanwhile();
    const moved = await ada.bulk.setStep(tickets, 'doing');
    expect(moved.verdicts.map(said)).toEqual(['conflict', 'changed']);
    expect((await ada.tickets.get(first)).step).toBe('new');
    expect((await ada.tickets.get(second)).step).toBe('doing');
  });

  test('who loses his permissions half-way is refused for the rest, and what was done stays', async () => {
    const { tickets, store } = await office(120);
    let calls = 0;
    const desk = createDesk({
      areas: [helpdesk],
      store,
      authorizer: {
        grants: () => {
          calls += 1;
          if (calls > 2) throw new Error('The directory of roles is away.');
          const granted = { permissions: ['ticket.read', 'ticket.edit'], visible: 'all' } as const;
          return { areas: { '*': granted }, desk: [], mailboxes: [] };
        },
      },
    });
    const ada = desk.as({ user: 'ada' });
    const done = await ada.bulk.addAction(tickets, note);
    expect(done).toMatchObject({ changed: 100, refused: 20, stopped: false });
    expect(said(done.verdicts[119] ?? { outcome: 'unchanged' })).toBe('forbidden');
    expect((await refusalOf(ada.bulk.addAction(tickets, note))).code).toBe('forbidden');
  });
});
