import assert from 'node:assert/strict';
import type { Change } from '../../../src/ports/batch.ts';
import type { Store } from '../../../src/ports/store.ts';
import type { TimedTransition } from '../../../src/workflow/timed-transition.ts';
import { type ContractCase, contractCase } from './contract-case.ts';
import { at, changedTicket, changedTimedTransition, eventRow, timedTransitionRow } from './sample-rows.ts';
import { atOnce, committed, conflict, given, givenTicket, readTicket, tenant, ticketChange } from './store-steps.ts';

const lease = { dueBy: at(10), leasedUntil: at(15), limit: 10 };

const changed = (before: TimedTransition, after: TimedTransition): Change => ({
  root: 'timed_transition',
  before,
  after,
});

export const timedTransitionCases: readonly ContractCase[] = [
  contractCase(
    'timed-transition-read-back',
    'what a ticket waits for is read back as it was written, by the moment',
    async (store) => {
      const late = timedTransitionRow('a', 't1', { dueAt: at(9), tryAt: at(9) });
      const rows = [late, timedTransitionRow('c', 't1', { timer: 'remind' }), timedTransitionRow('b', 't1')];
      await givenTicket(store, 't1', { timedTransitions: rows });
      await givenTicket(store, 't2', { timedTransitions: [timedTransitionRow('d', 't2')] });
      assert.deepEqual(await waitingOf(store, 't1'), [rows[2], rows[1], late]);
      await given(store, { changes: [changed(late, changedTimedTransition(late))] });
      assert.deepEqual((await waitingOf(store, 't1')).at(-1), changedTimedTransition(late));
    },
  ),

  contractCase(
    'timed-transition-replaced',
    'what a change of a ticket brings takes the place of all that it waited for, leased or not, and of no other ticket',
    async (store) => {
      const row = await givenTicket(store, 't1', {
        timedTransitions: [
          timedTransitionRow('a', 't1'),
          timedTransitionRow('b', 't1', { dueAt: at(20), tryAt: at(20) }),
        ],
      });
      await givenTicket(store, 't2', { timedTransitions: [timedTransitionRow('c', 't2')] });
      assert.equal((await store.claim('timedTransition', { ...lease, limit: 1 }))[0]?.timedTransition.id, 'a');
      const next = timedTransitionRow('d', 't1', { stay: 2, dueAt: at(30), tryAt: at(30) });
      const change = ticketChange(row, { events: [eventRow('t1', 2)], timedTransitions: [next] });
      await given(store, { changes: [change] });
      assert.deepEqual(await waitingOf(store, 't1'), [next]);
      assert.equal((await waitingOf(store, 't2')).length, 1);
      const last = { ...changedTicket(change.after), version: 3 };
      await given(store, {
        changes: [
          {
            root: 'ticket',
            before: change.after,
            after: last,
            add: { events: [eventRow('t1', 3)], timedTransitions: [] },
          },
        ],
      });
      assert.deepEqual(await waitingOf(store, 't1'), []);
    },
  ),

  contractCase(
    'timed-transition-replaced-each',
    'the same in a batch that is applied ticket by ticket',
    async (store) => {
      const [first, second] = [
        await givenTicket(store, 't1', { timedTransitions: [timedTransitionRow('a', 't1')] }),
        await givenTicket(store, 't2', { timedTransitions: [timedTransitionRow('b', 't2')] }),
      ];
      await given(store, { changes: [ticketChange(second, { events: [eventRow('t2', 2)] })] });
      const changes = [
        ticketChange(first, {
          events: [eventRow('t1', 2)],
          timedTransitions: [timedTransitionRow('c', 't1', { stay: 2 })],
        }),
        ticketChange(second, {
          events: [eventRow('t2', 2)],
          timedTransitions: [timedTransitionRow('d', 't2', { stay: 2 })],
        }),
      ];
      assert.deepEqual(await store.commit({ tenant, mode: 'each', changes }), {
        outcome: 'committed',
        stale: ['t2'],
      });
      assert.deepEqual(await idsOf(store, 't1'), ['c']);
      assert.deepEqual(await idsOf(store, 't2'), ['b']);
    },
  ),

  contractCase(
    'timed-transition-stays',
    'a change that says nothing of it leaves what a ticket waits for as it is',
    async (store) => {
      const waits = timedTransitionRow('a', 't1');
      const row = await givenTicket(store, 't1', { timedTransitions: [waits] });
      await given(store, { changes: [ticketChange(row, { events: [eventRow('t1', 2)] })] });
      assert.deepEqual(await waitingOf(store, 't1'), [waits]);
    },
  ),

  contractCase(
    'timed-transition-stale',
    'a change of a stale ticket leaves what it waits for as it is',
    async (store) => {
      const row = await givenTicket(store, 't1', { timedTransitions: [timedTransitionRow('a', 't1')] });
      await given(store, { changes: [ticketChange(row, { events: [eventRow('t1', 2)] })] });
      const change = ticketChange(row, {
        events: [eventRow('t1', 2)],
        timedTransitions: [timedTransitionRow('b', 't1', { stay: 2 })],
      });
      assert.deepEqual(await store.commit({ tenant, changes: [change] }), conflict);
      assert.deepEqual(await idsOf(store, 't1'), ['a']);
    },
  ),

  contractCase(
    'timed-transition-hands-out',
    'what waits is handed out when it is to be tried, by time, to one, and its version fences; what was dropped is not',
    async (store) => {
      const rows = [
        timedTransitionRow('a', 't1', { tryAt: at(9) }),
        timedTransitionRow('b', 't1', { tryAt: at(2) }),
        timedTransitionRow('c', 't1', { tryAt: at(11) }),
        timedTransitionRow('d', 't1', { tryAt: at(1) }),
        timedTransitionRow('e', 't1', { tryAt: at(3), leasedUntil: at(12) }),
      ];
      await givenTicket(store, 't1', { timedTransitions: rows });
      const [, , , unwanted] = rows;
      assert.ok(unwanted);
      const dropped = { ...unwanted, state: 'dropped' as const, version: 2 };
      await given(store, { changes: [changed(unwanted, dropped)] });
      const claimed = await store.claim('timedTransition', lease);
      assert.deepEqual(
        claimed,
        [rows[1], rows[0]].map((row) => ({
          tenant,
          timedTransition: { ...row, leasedUntil: lease.leasedUntil, version: 2 },
        })),
      );
      assert.deepEqual(await store.claim('timedTransition', lease), []);
      const [slow] = claimed;
      const again = await store.claim('timedTransition', { dueBy: at(15), leasedUntil: at(20), limit: 2 });
      assert.deepEqual(
        again.map(({ timedTransition }) => timedTransition.id),
        ['b', 'e'],
      );
      const postpone = (before: TimedTransition | undefined) => {
        assert.ok(before, 'nothing was handed out');
        return store.commit({ tenant, changes: [changed(before, changedTimedTransition(before))] });
      };
      assert.deepEqual(await postpone(slow?.timedTransition), conflict);
      assert.deepEqual(await postpone(again[0]?.timedTransition), committed);
    },
  ),

  contractCase('timed-transition-turns', 'many who claim at once get each piece once', async (store) => {
    const rows = Array.from({ length: 12 }, (_, index) => timedTransitionRow(`w${index}`, 't1'));
    await givenTicket(store, 't1', { timedTransitions: rows });
    const claims = await atOnce(6, () => store.claim('timedTransition', { ...lease, limit: 2 }));
    const ids = claims.flat().map(({ timedTransition }) => timedTransition.id);
    assert.equal(new Set(ids).size, ids.length, 'a piece was handed out twice');
  }),

  contractCase(
    'timed-transition-next',
    'the next one that waits and is not leased is named, of whatever tenant',
    async (store) => {
      assert.equal(await store.nextTimedTransition(), null);
      await givenTicket(store, 't1', { timedTransitions: [timedTransitionRow('a', 't1', { tryAt: at(20, 1) })] });
      const early = [timedTransitionRow('a', 't1', { tryAt: at(5, 7) })];
      await givenTicket(store, 't1', { timedTransitions: early }, 'globex');
      assert.equal(await store.nextTimedTransition(), at(5, 7));
      assert.equal((await store.claim('timedTransition', lease)).length, 1);
      assert.equal(await store.nextTimedTransition(), at(20, 1));
      const [row] = await waitingOf(store, 't1');
      assert.ok(row);
      await given(store, { changes: [changed(row, { ...row, state: 'dropped', version: 2 })] });
      assert.equal(await store.nextTimedTransition(), null);
    },
  ),
];

const waitingOf = async (store: Store, ticket: string): Promise<readonly TimedTransition[]> =>
  (await readTicket(store, ticket))?.details.timedTransitions ?? [];

const idsOf = async (store: Store, ticket: string): Promise<readonly string[]> =>
  (await waitingOf(store, ticket)).map(({ id }) => id);
