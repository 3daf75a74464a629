import assert from 'node:assert/strict';
import type { Store } from '../../../src/ports/store.ts';
import { type ContractCase, contractCase } from './contract-case.ts';
import { eventRow, ticketRow } from './sample-rows.ts';
import {
  atOnce,
  committed,
  conflict,
  creation,
  givenTicket,
  readOnce,
  readTicket,
  storedResult,
  tenant,
  ticketChange,
} from './store-steps.ts';

const series = 'HD-2026';
const numberTaken = { outcome: 'taken', key: 'number' } as const;

export const counterCases: readonly ContractCase[] = [
  contractCase('peek-takes-nothing', 'looking at the next number of a series leaves it free', async (store) => {
    const peek = (from: number, of = series) => store.peek({ tenant, series: of, from });
    assert.deepEqual([await peek(1), await peek(1), await peek(70)], [1, 1, 70]);
    assert.equal(await store.draw({ tenant, series, count: 5, from: 1 }), 1);
    assert.deepEqual([await peek(1), await peek(6), await peek(70)], [6, 6, 70]);
    assert.equal(await peek(1, 'another'), 1);
    assert.equal(await store.peek({ tenant: 'globex', series, from: 1 }), 1, 'tenants share a series');
  }),

  contractCase('counter-written', 'a counter is raised with the ticket that takes its number', async (store) => {
    assert.deepEqual(await create(store, 't3', 3), committed);
    assert.equal(await store.peek({ tenant, series, from: 1 }), 4);
    assert.equal(await store.draw({ tenant, series, count: 1, from: 1 }), 4);
    const far = 4_000_000_000_000;
    assert.deepEqual(await create(store, 'far', far), committed);
    assert.equal(await store.peek({ tenant, series, from: 1 }), far + 1);
  }),

  contractCase('counter-taken', 'a number that is not free any more refuses everything', async (store) => {
    assert.deepEqual(await create(store, 't5', 5), committed);
    for (const value of [5, 4]) {
      for (const once of [{}, { once: storedResult('late') }]) {
        const batch = { tenant, changes: [creation(ticketRow('late'), { events: [eventRow('late', 1)] })], ...once };
        assert.deepEqual(await store.commit({ ...batch, counter: { series, value } }), numberTaken);
      }
    }
    assert.equal(await readTicket(store, 'late'), undefined, 'a refused batch left its ticket');
    assert.equal(await readOnce(store, storedResult('late')), null, 'a refused batch left its key');
    assert.equal(await store.peek({ tenant, series, from: 1 }), 6);
  }),

  contractCase('counter-left', 'a refused batch leaves the counter as it was', async (store) => {
    const row = await givenTicket(store, 't1');
    const counter = { series, value: 1 };
    const stale = { ...ticketChange(row), before: { ...row, version: 9 } };
    const taken = creation(ticketRow('t2', { number: row.number }));
    for (const once of [{}, { once: storedResult('k') }]) {
      assert.deepEqual(await store.commit({ tenant, changes: [stale], counter, ...once }), conflict);
      assert.deepEqual(await store.commit({ tenant, changes: [taken], counter, ...once }), numberTaken);
    }
    const foreign = creation(ticketRow('t2'), { events: [eventRow('t1', 9)] });
    await assert.rejects(store.commit({ tenant, changes: [foreign], counter }));
    assert.equal(await store.peek({ tenant, series, from: 1 }), 1);
  }),

  contractCase('counter-no-gap', '50 tickets made at once in a series without gaps leave none', async (store) => {
    const numbers = await atOnce(50, async (index) => {
      // Each refusal means that somebody else got that number.
      for (let attempt = 1; attempt <= 50; attempt += 1) {
        const value = await store.peek({ tenant, series, from: 1 });
        const result = await create(store, `t${index}`, value);
        if (result.outcome === 'committed') return value;
        assert.deepEqual(result, numberTaken);
      }
      return assert.fail('a number was refused more often than others could take it');
    });
    const sorted = numbers.toSorted((a, b) => a - b);
    assert.deepEqual(
      sorted,
      Array.from({ length: 50 }, (_, index) => index + 1),
    );
  }),
];

/** Its number would not betray a double: only the counter can. */
const create = (store: Store, id: string, value: number) =>
  store.commit({ tenant, changes: [creation(ticketRow(id))], counter: { series, value } });
