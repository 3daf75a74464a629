import assert from 'node:assert/strict';
import { type ContractCase, contractCase } from './contract-case.ts';
import { actionRow, eventRow, ticketRow } from './sample-rows.ts';
import {
  atOnce,
  committed,
  creation,
  given,
  givenTicket,
  readOnce,
  readTicket,
  storedResult,
  tenant,
  ticketChange,
} from './store-steps.ts';

const onceTaken = { outcome: 'taken', key: 'once' } as const;

export const onceCases: readonly ContractCase[] = [
  contractCase(
    'once-one-effect',
    'a key used several times at once has one effect, and its result can be read',
    async (store) => {
      const results = await atOnce(8, (index) =>
        store.commit({
          tenant,
          changes: [creation(ticketRow(`t${index}`), { events: [eventRow(`t${index}`, 1)] })],
          once: storedResult('k', { result: { ticket: `t${index}` } }),
        }),
      );
      const winners = results.flatMap(({ outcome }, index) => (outcome === 'committed' ? [index] : []));
      assert.equal(winners.length, 1, `${winners.length} commands had an effect`);
      for (const [index, result] of results.entries()) if (index !== winners[0]) assert.deepEqual(result, onceTaken);
      const result = { ticket: `t${winners[0]}` };
      assert.deepEqual(await readOnce(store, storedResult('k')), storedResult('k', { result }));
      const ids = results.map((_, index) => `t${index}`);
      const { tickets } = await store.load({ tenant, tickets: { ids, details: [] } });
      assert.deepEqual(
        tickets.map(({ row }) => row.id),
        [result.ticket],
      );
    },
  ),

  contractCase('once-of-an-actor', 'a key belongs to its actor', async (store) => {
    const [ada, bob] = [storedResult('k'), storedResult('k', { actor: 'user:bob', result: {} })];
    assert.deepEqual(await store.commit({ tenant, changes: [], once: ada }), committed);
    assert.deepEqual(await store.commit({ tenant, changes: [], once: bob }), committed);
    assert.deepEqual([await readOnce(store, ada), await readOnce(store, bob)], [ada, bob]);
  }),

  contractCase(
    'once-before-versions',
    'a repeated command hears of its key, not of the version it raised itself',
    async (store) => {
      const row = await givenTicket(store, 't1');
      const batch = {
        tenant,
        changes: [ticketChange(row, { actions: [actionRow('a1', 't1')] })],
        once: storedResult('k'),
      };
      assert.deepEqual(await store.commit(batch), committed);
      assert.deepEqual(await store.commit(batch), onceTaken);
    },
  ),

  contractCase('once-before-versions-at-once', 'that also holds for two at the same moment', async (store) => {
    const row = await givenTicket(store, 't1');
    const batch = {
      tenant,
      changes: [ticketChange(row, { actions: [actionRow('a1', 't1')] })],
      once: storedResult('k'),
    };
    const results = await atOnce(8, () => store.commit(batch));
    assert.equal(results.filter(({ outcome }) => outcome === 'committed').length, 1);
    for (const result of results) if (result.outcome !== 'committed') assert.deepEqual(result, onceTaken);
    assert.equal((await readTicket(store, 't1'))?.details.actions.length, 1);
  }),

  contractCase('once-before-other-keys', 'of several taken keys the idempotency key is named', async (store) => {
    const batch = { tenant, changes: [creation(ticketRow('t1'))], once: storedResult('k') };
    await given(store, batch);
    assert.deepEqual(await store.commit(batch), onceTaken);
  }),

  contractCase('once-free-after-conflict', 'a refused command does not use up its key', async (store) => {
    const row = await givenTicket(store, 't1');
    const stale = { ...ticketChange(row), before: { ...row, version: 7 } };
    const once = storedResult('k');
    assert.deepEqual(await store.commit({ tenant, changes: [stale], once }), { outcome: 'conflict' });
    const taken = await store.commit({ tenant, changes: [creation(ticketRow('t2', { number: row.number }))], once });
    assert.deepEqual(taken, { outcome: 'taken', key: 'number' });
    assert.equal(await readOnce(store, once), null);
    assert.deepEqual(await store.commit({ tenant, changes: [ticketChange(row)], once }), committed);
  }),
];
