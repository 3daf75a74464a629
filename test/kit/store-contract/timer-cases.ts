import assert from 'node:assert/strict';
import type { Timer } from '../../../src/actions/timer.ts';
import type { Change, CommitResult } from '../../../src/ports/batch.ts';
import type { Store } from '../../../src/ports/store.ts';
import { type ContractCase, contractCase } from './contract-case.ts';
import { at, changedTimer, ticketRow, timerRow } from './sample-rows.ts';
import { atOnce, committed, conflict, creation, given, givenTicket, readTicket, tenant } from './store-steps.ts';

const taken: CommitResult = { outcome: 'taken', key: 'timer' };
const lease = { dueBy: at(10), leasedUntil: at(15), limit: 10 };

const made = (after: Timer): Change => ({ root: 'timer', before: null, after });
const changed = (before: Timer, after: Timer): Change => ({ root: 'timer', before, after });

export const timerCases: readonly ContractCase[] = [
  contractCase(
    'timer-read-back',
    'a timer is read back as it was written, by its user, its ticket and itself',
    async (store) => {
      const row = await givenTicket(store, 't1');
      await givenTicket(store, 't2');
      const [first, second] = [timerRow('c1', 't1'), timerRow('c2', 't1', { user: 'grace', action: 'a1' })];
      const paused = timerRow('c3', 't2', { state: 'paused' });
      const stopped = timerRow('c4', 't1', { state: 'stopped' });
      await given(store, { changes: [first, second, paused, stopped].map(made) });
      assert.deepEqual((await readTicket(store, 't1'))?.details.timers, [first, second, stopped]);
      assert.deepEqual(await timersOf(store, 'ada'), [first, paused]);
      assert.deepEqual(await timersOf(store, 'Ada'), []);
      const { tickets } = await store.load({ tenant, tickets: { ofTimer: 'c2', details: [] } });
      assert.deepEqual(
        tickets.map((ticket) => ticket.row),
        [row],
      );
      assert.deepEqual((await store.load({ tenant, tickets: { ofTimer: 't1', details: [] } })).tickets, []);
      await given(store, { changes: [changed(first, changedTimer(first))] });
      assert.deepEqual(await timersOf(store, 'ada'), [changedTimer(first), paused]);
    },
  ),

  contractCase(
    'timer-version',
    'of two writers of one timer one wins, and nothing of the other is written',
    async (store) => {
      await givenTicket(store, 't1');
      const timer = timerRow('c1', 't1');
      await given(store, { changes: [made(timer)] });
      const results = await atOnce(5, (index) =>
        store.commit({ tenant, changes: [changed(timer, changedTimer(timer, { booked: index + 1 }))] }),
      );
      const won = results.findIndex(({ outcome }) => outcome === 'committed');
      assert.deepEqual(
        results,
        results.map((_, index) => (index === won ? committed : conflict)),
      );
      assert.deepEqual(await timersOf(store, 'ada'), [changedTimer(timer, { booked: won + 1 })]);
    },
  ),

  contractCase(
    'timer-one-running',
    'a user has one running timer at most, whatever else the batch changes',
    async (store) => {
      await given(store, { changes: [creation(ticketRow('t1')), creation(ticketRow('t2'))] });
      const first = timerRow('c1', 't1');
      const second = timerRow('c2', 't2');
      await given(store, { changes: [made(first), made(timerRow('c3', 't1', { user: 'grace' }))] });
      assert.deepEqual(await store.commit({ tenant, changes: [made(second)] }), taken);
      const both = [timerRow('c4', 't1', { user: 'mia' }), timerRow('c5', 't1', { user: 'mia' })];
      assert.deepEqual(await store.commit({ tenant, changes: both.map(made) }), taken);
      assert.deepEqual(await timersOf(store, 'ada'), [first]);
      assert.deepEqual(await timersOf(store, 'mia'), []);
      // One is paused and another one runs: when all is written one runs, whichever was written first.
      const paused = changedTimer(first);
      await given(store, { changes: [made(second), changed(first, paused)] });
      const running = changedTimer(paused, { state: 'running' });
      const exchanged = changedTimer(second);
      await given(store, { changes: [changed(paused, running), changed(second, exchanged)] });
      await given(store, {
        changes: [
          changed(exchanged, changedTimer(exchanged, { state: 'running' })),
          changed(running, changedTimer(running)),
        ],
      });
      assert.deepEqual(
        (await timersOf(store, 'ada')).map(({ id, state }) => [id, state]),
        [
          ['c1', 'paused'],
          ['c2', 'running'],
        ],
      );
    },
  ),

  contractCase('timer-race', 'of many timers that one user starts at once exactly one runs', async (store) => {
    await givenTicket(store, 't1');
    const results = await atOnce(5, (index) => store.commit({ tenant, changes: [made(timerRow(`c${index}`, 't1'))] }));
    const refused = results.filter(({ outcome }) => outcome !== 'committed');
    assert.equal(refused.length, 4, 'not exactly one was written');
    for (const result of refused) assert.ok(result.outcome === 'conflict' || result.outcome === 'taken');
    assert.equal((await timersOf(store, 'ada')).length, 1);
  }),

  contractCase('timer-tenants-apart', 'the timers of a tenant are none of another', async (store) => {
    for (const owner of [tenant, 'globex']) {
      await givenTicket(store, 't1', {}, owner);
      await given(store, { changes: [made(timerRow('c1', 't1'))] }, owner);
    }
    const { tickets, timers } = await store.load({
      tenant: 'initech',
      timersOf: 'ada',
      tickets: { ofTimer: 'c1', details: [] },
    });
    assert.deepEqual([tickets, timers], [[], []]);
    assert.deepEqual((await store.claim('timer', lease)).map((work) => work.tenant).toSorted(), [tenant, 'globex']);
  }),

  contractCase(
    'timer-hands-out',
    'running timers are handed out when due, by time, to one, and their version fences',
    async (store) => {
      await givenTicket(store, 't1');
      const timers = [
        timerRow('c1', 't1', { user: 'u1', dueAt: at(9) }),
        timerRow('c2', 't1', { user: 'u2', dueAt: at(2) }),
        timerRow('c3', 't1', { user: 'u3', dueAt: at(11) }),
        timerRow('c4', 't1', { user: 'u4', state: 'paused' }),
        timerRow('c5', 't1', { user: 'u5', leasedUntil: at(12) }),
      ];
      await given(store, { changes: timers.map(made) });
      const claimed = await store.claim('timer', lease);
      assert.deepEqual(
        claimed,
        [timers[1], timers[0]].map((timer) => ({
          tenant,
          timer: { ...timer, leasedUntil: lease.leasedUntil, version: 2 },
        })),
      );
      assert.deepEqual(await store.claim('timer', lease), []);
      const [slow] = claimed;
      const again = await store.claim('timer', { ...lease, dueBy: at(15), leasedUntil: at(20), limit: 2 });
      assert.deepEqual(
        again.map(({ timer }) => timer.id),
        ['c5', 'c2'],
      );
      const book = (before: Timer | undefined) => {
        assert.ok(before, 'nothing was handed out');
        return store.commit({ tenant, changes: [changed(before, changedTimer(before))] });
      };
      assert.deepEqual(await book(slow?.timer), conflict);
      assert.deepEqual(await book(again[1]?.timer), committed);
    },
  ),
];

const timersOf = async (store: Store, user: string): Promise<readonly Timer[]> =>
  (await store.load({ tenant, timersOf: user })).timers;
