import assert from 'node:assert/strict';
import type { Batch, CommitResult } from '../../../src/ports/batch.ts';
import type { Store } from '../../../src/ports/store.ts';
import type { TicketRow } from '../../../src/ticket/ticket-row.ts';
import { type ContractCase, contractCase } from './contract-case.ts';
import { actionRow, changedTimer, eventRow, questionRow, timerRow } from './sample-rows.ts';
import {
  allDetails,
  atOnce,
  given,
  givenTicket,
  noDetails,
  readTicket,
  storedResult,
  tenant,
  ticketChange,
} from './store-steps.ts';

const written = (...stale: string[]): CommitResult => ({ outcome: 'committed', stale });
const each = (changes: Batch['changes']): Batch => ({ tenant, mode: 'each', changes });

/** A change of a ticket with something of everything that comes with it. */
const whole = (row: TicketRow) =>
  ticketChange(row, {
    events: [eventRow(row.id, 2)],
    actions: [actionRow(`a-${row.id}`, row.id)],
    once: storedResult(`k ${row.id}`, { result: { ticket: row.id } }),
  });

const outdated = <Row extends { readonly version: number }>(row: Row): Row => ({ ...row, version: row.version + 5 });

const versions = async (store: Store, ids: readonly string[]): Promise<readonly number[]> =>
  (await store.load({ tenant, tickets: { ids, details: [] } })).tickets.map(({ row }) => row.version);

const keys = async (store: Store, ...asked: string[]): Promise<readonly string[]> =>
  (await store.load({ tenant, results: { actor: 'user:ada', keys: asked } })).results.map(({ key }) => key);

export const eachCases: readonly ContractCase[] = [
  contractCase(
    'each-on-its-own',
    'ticket by ticket: a stale ticket keeps no other from being written, and nothing of it is',
    async (store) => {
      const [first, second, third] = [
        await givenTicket(store, 't1'),
        await givenTicket(store, 't2'),
        await givenTicket(store, 't3'),
      ];
      const batch = each([whole(first), { ...whole(second), before: outdated(second) }, whole(third)]);
      assert.deepEqual(await store.commit(batch), written('t2'));
      for (const row of [first, third]) {
        const { before: _before, after, add } = whole(row);
        assert.deepEqual(await readTicket(store, row.id), {
          row: after,
          details: { ...noDetails, events: add.events, actions: add.actions },
        });
      }
      assert.deepEqual(await readTicket(store, 't2'), { row: second, details: noDetails });
      assert.deepEqual(await keys(store, 'k t3', 'k t2', 'k t1', 'unknown'), ['k t1', 'k t3']);
    },
  ),

  contractCase('each-all-stale', 'ticket by ticket, when all of them are stale nothing is written', async (store) => {
    const rows = [await givenTicket(store, 't1'), await givenTicket(store, 't2')];
    const changes = rows.map((row) => ({ ...whole(row), before: outdated(row) }));
    assert.deepEqual(await store.commit(each(changes)), written('t1', 't2'));
    assert.deepEqual(await versions(store, ['t1', 't2']), [1, 1]);
    assert.deepEqual(await keys(store, 'k t1', 'k t2'), []);
    assert.deepEqual(await store.commit(each([])), written());
  }),

  contractCase(
    'each-with-its-rows',
    'ticket by ticket, a timer or question of another version keeps its ticket from being written, and no other',
    async (store) => {
      const rows = [
        await givenTicket(store, 't1', { questions: [questionRow('q1', 't1')] }),
        await givenTicket(store, 't2'),
        await givenTicket(store, 't3', { questions: [questionRow('q3', 't3')] }),
      ];
      const timers = ['t1', 't2', 't3'].map((ticket) => timerRow(`c-${ticket}`, ticket, { state: 'paused' }));
      await given(store, { changes: timers.map((after) => ({ root: 'timer' as const, before: null, after })) });
      const answered = (ticket: string, version: number) => {
        const question = questionRow(`q${ticket.at(-1)}`, ticket);
        const after = { ...question, state: 'answered' as const, version: 2 };
        return { root: 'question' as const, before: { ...question, version }, after };
      };
      const stopped = (index: number, timer = timerRow(`c-t${index}`, `t${index}`, { state: 'paused' })) => timer;
      const change = (index: number, before = stopped(index)) => ({
        root: 'timer' as const,
        before,
        after: changedTimer(stopped(index)),
      });
      const batch = each([
        ...rows.map(whole),
        change(1),
        change(2, outdated(stopped(2))),
        change(3),
        answered('t1', 1),
        answered('t3', 9),
      ]);
      assert.deepEqual(await store.commit(batch), written('t2', 't3'));
      assert.deepEqual(await versions(store, ['t1', 't2', 't3']), [2, 1, 1]);
      const { tickets } = await store.load({ tenant, tickets: { ids: ['t1', 't2', 't3'], details: allDetails } });
      assert.deepEqual(
        tickets.map(({ details }) => [
          details.timers.map(({ version }) => version),
          details.questions.length,
          details.events.length,
        ]),
        [
          [[2], 0, 1],
          [[1], 0, 0],
          [[1], 1, 0],
        ],
      );
    },
  ),

  contractCase(
    'each-one-writer',
    'ticket by ticket, of several writers over the same tickets each ticket has one who wins',
    async (store) => {
      const ids = ['t1', 't2', 't3', 't4'];
      const rows: TicketRow[] = [];
      for (const id of ids) rows.push(await givenTicket(store, id));
      const results = await atOnce(4, (index) => {
        const changes = rows.map((row) =>
          ticketChange(row, { actions: [actionRow(`a${index}-${row.id}`, row.id)], events: [eventRow(row.id, 2)] }),
        );
        return store.commit(each(index % 2 === 0 ? changes : changes.toReversed()));
      });
      const won = results.flatMap((result) =>
        result.outcome === 'committed' ? ids.filter((id) => !result.stale?.includes(id)) : ['refused'],
      );
      assert.deepEqual(won.toSorted(), ids);
      const { tickets } = await store.load({ tenant, tickets: { ids, details: ['actions'] } });
      assert.deepEqual(
        tickets.map(({ row, details }) => [row.version, details.actions.length]),
        ids.map(() => [2, 1]),
      );
    },
  ),

  contractCase(
    'each-key-once',
    'ticket by ticket, a key that was used at another ticket lets nothing through',
    async (store) => {
      const [first, second] = [await givenTicket(store, 't1'), await givenTicket(store, 't2')];
      await given(store, { changes: [], once: storedResult('k') });
      const batch = each([ticketChange(first), ticketChange(second, { once: storedResult('k') })]);
      assert.deepEqual(await store.commit(batch), { outcome: 'taken', key: 'once' });
      assert.deepEqual(await versions(store, ['t1', 't2']), [1, 1]);
    },
  ),
];
