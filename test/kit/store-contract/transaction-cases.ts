import assert from 'node:assert/strict';
import { nothingLoaded } from '../../../src/ports/nothing-loaded.ts';
import { isRefused } from '../../../src/refusal/refused-error.ts';
import type { ContractCase } from './contract-case.ts';
import { actionRow, at, deliveryRow, eventRow, mailRow, sourceRow, ticketRow } from './sample-rows.ts';
import {
  allDetails,
  atOnce,
  committed,
  conflict,
  creation,
  given,
  givenTicket,
  readOnce,
  readTicket,
  storedResult,
  tenant,
  ticketChange,
} from './store-steps.ts';
import { transactionCase } from './transaction-case.ts';

const series = 'HD-2026';
const opening = { ref: sourceRow('s1', 't1').ref, user: 'bob', at: at(1) };
/** A batch with a row of every kind. */
const everything = {
  changes: [
    creation(ticketRow('t1'), {
      events: [eventRow('t1', 1)],
      actions: [actionRow('a1', 't1')],
      mails: [mailRow('m1', 't1')],
      deliveries: [deliveryRow('d1', 'm1', 't1')],
      sources: [{ source: sourceRow('s1', 't1'), raw: Uint8Array.of(1, 2, 3) }],
    }),
  ],
  once: storedResult('k'),
  openings: [opening],
  counter: { series, value: 1 },
};
const everyRead = {
  tenant,
  once: storedResult('k'),
  tickets: { ids: ['t1'], details: allDetails },
  mails: ['m1'],
  source: { ref: opening.ref, messageId: null, openedSince: at(0) },
};

export const transactionCases: readonly ContractCase[] = [
  transactionCase('host-sees-own-writes', 'inside, own writes are seen at once', async (_store, { begin }) => {
    const host = await begin();
    const inside = host.join();
    await given(inside, everything);
    assert.equal((await readTicket(host.join(), 't1'))?.details.mails.length, 1);
    assert.equal((await inside.page('outbox', { tenant, query: { states: ['draft'] }, limit: 9 })).length, 1);
    assert.deepEqual(await inside.rawMail({ tenant, ticket: 't1', source: 's1' }), Uint8Array.of(1, 2, 3));
    assert.equal(await inside.peek({ tenant, series, from: 1 }), 2);
    const [claimed] = await inside.claim('removal', { dueBy: at(10), leasedUntil: at(15), limit: 9 });
    assert.equal(claimed?.source.id, 's1');
    await host.rollback();
  }),

  transactionCase(
    'host-commit-keeps',
    'what was written inside is there after the commit',
    async (store, { begin }) => {
      const host = await begin();
      await given(host.join(), everything);
      const inside = await host.join().load(everyRead);
      await host.commit();
      assert.deepEqual(await store.load(everyRead), inside);
      assert.equal(inside.tickets.length, 1);
      assert.equal(await store.peek({ tenant, series, from: 1 }), 2);
    },
  ),

  transactionCase('host-rollback-takes-all', 'a rollback takes everything, counters too', async (store, { begin }) => {
    const before = await givenTicket(store, 't0', {
      mails: [mailRow('m0', 't0')],
      deliveries: [deliveryRow('d0', 'm0', 't0')],
    });
    const host = await begin();
    await given(host.join(), everything);
    await given(host.join(), { changes: [ticketChange(before, { actions: [actionRow('a0', 't0')] })] });
    assert.equal((await host.join().claim('delivery', { dueBy: at(10), leasedUntil: at(15), limit: 9 })).length, 2);
    await host.rollback();
    assert.deepEqual(await store.load(everyRead), nothingLoaded);
    assert.equal(await store.rawMail({ tenant, ticket: 't1', source: 's1' }), null);
    const old = await readTicket(store, 't0');
    assert.deepEqual([old?.row, old?.details.actions], [before, []]);
    assert.deepEqual((await store.load({ tenant, mails: ['m0'] })).mails[0]?.deliveries, [
      deliveryRow('d0', 'm0', 't0'),
    ]);
    assert.equal(await store.peek({ tenant, series, from: 1 }), 1);
    await given(store, everything);
  }),

  transactionCase('host-isolated', 'outside, nothing is seen that is rolled back', async (store, { begin }) => {
    const host = await begin();
    await given(host.join(), everything);
    const [outside, next] = [store.load(everyRead), store.peek({ tenant, series, from: 1 })];
    await host.rollback();
    assert.deepEqual(await outside, nothingLoaded);
    assert.equal(await next, 1, 'a number that nobody has was left out');
  }),

  transactionCase(
    'host-not-poisoned',
    'after a refusal the transaction goes on, and loses nothing',
    async (store, { begin }) => {
      const row = await givenTicket(store, 't0');
      const host = await begin();
      const inside = host.join();
      await given(inside, everything);
      const stale = { ...ticketChange(row), before: { ...row, version: 9 } };
      const once = storedResult('late');
      assert.deepEqual(await inside.commit({ tenant, changes: [stale] }), conflict);
      assert.deepEqual(await inside.commit({ tenant, changes: [stale], once }), conflict);
      assert.deepEqual(await inside.commit({ tenant, ...everything }), { outcome: 'taken', key: 'once' });
      const number = creation(ticketRow('t2', { number: 'hd-T1' }));
      assert.deepEqual(await inside.commit({ tenant, changes: [number], once }), { outcome: 'taken', key: 'number' });
      const again = creation(ticketRow('t1', { number: 'HD-other' }));
      assert.deepEqual(await inside.commit({ tenant, changes: [again] }), { outcome: 'taken', key: 'id' });
      const counter = { series, value: 1 };
      assert.deepEqual(await inside.commit({ tenant, changes: [], once, counter }), {
        outcome: 'taken',
        key: 'number',
      });
      const foreign = creation(ticketRow('t2'), { actions: [actionRow('a2', 't1')] });
      await assert.rejects(inside.commit({ tenant, changes: [foreign] }));
      await given(inside, { changes: [ticketChange(row)] });
      await host.commit();
      assert.equal(
        (await readTicket(store, 't1'))?.details.events.length,
        1,
        'a refusal took what was written before it',
      );
      assert.equal((await readTicket(store, 't0'))?.row.version, 2, 'what was written after a refusal is lost');
      assert.equal(await readTicket(store, 't2'), undefined);
      assert.equal(await readOnce(store, once), null);
    },
  ),

  transactionCase(
    'host-one-at-a-time',
    'many commits at once on one transaction do not disturb each other',
    async (store, { begin }) => {
      await givenTicket(store, 't0');
      const host = await begin();
      const results = await atOnce(9, (index) => {
        const number = index % 3 === 1 ? { number: 'HD-t0' } : {};
        const changes = [creation(ticketRow(`n${index}`, number), { events: [eventRow(`n${index}`, 1)] })];
        return host.join().commit({ tenant, changes, once: storedResult(`k${index}`) });
      });
      await host.commit();
      const taken = { outcome: 'taken', key: 'number' };
      assert.deepEqual(
        results,
        results.map((_, index) => (index % 3 === 1 ? taken : committed)),
      );
      for (const [index, { outcome }] of results.entries()) {
        const found = await readTicket(store, `n${index}`);
        assert.equal(found?.details.events.length, outcome === 'committed' ? 1 : undefined, `commit ${index} of 9`);
      }
    },
  ),

  transactionCase('host-numbers', 'numbers drawn inside and outside are different ones', async (store, { begin }) => {
    const drawFrom = (from: typeof store) => from.draw({ tenant, series, count: 1, from: 1 });
    const host = await begin();
    const inside = [await drawFrom(host.join()), await drawFrom(host.join())];
    await host.commit();
    const numbers = [...inside, await drawFrom(store)];
    assert.equal(new Set(numbers).size, 3, 'a number was drawn twice');
  }),

  transactionCase('host-ended', 'a transaction that has ended is refused', async (store, { begin }) => {
    for (const end of ['commit', 'rollback'] as const) {
      const host = await begin();
      const before = host.join();
      await given(before, { changes: [creation(ticketRow(`t-${end}`))] });
      await host[end]();
      for (const late of [() => before, () => host.join()]) {
        const use = async () => late().commit({ tenant, changes: [creation(ticketRow('late'))] });
        await assert.rejects(use, (error) => isRefused(error) && error.code === 'not_in_transaction');
      }
    }
    assert.equal(await readTicket(store, 'late'), undefined);
  }),
];
