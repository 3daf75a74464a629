import assert from 'node:assert/strict';
import type { Batch, UniqueKey } from '../../../src/ports/batch.ts';
import type { Store } from '../../../src/ports/store.ts';
import { type ContractCase, contractCase } from './contract-case.ts';
import { actionRow, deliveryRow, eventRow, mailRow, sourceRow, ticketRow } from './sample-rows.ts';
import {
  atOnce,
  creation,
  given,
  givenTicket,
  readOnce,
  readTicket,
  storedResult,
  tenant,
  ticketChange,
} from './store-steps.ts';

const raw = new Uint8Array();

export const uniqueKeyCases: readonly ContractCase[] = [
  contractCase('ticket-id-taken', 'an id that a ticket has refuses everything', async (store) => {
    const row = await givenTicket(store, 't1');
    await refused(store, 'id', [creation(ticketRow('t1', { number: 'HD-other' }))]);
    assert.deepEqual((await readTicket(store, 't1'))?.row, row);
  }),

  contractCase('number-taken', 'a number that differs only in case refuses everything', async (store) => {
    await given(store, { changes: [creation(ticketRow('t1', { number: 'HD-2026-abc' }))] });
    await refused(store, 'number', [creation(ticketRow('t2', { number: 'hd-2026-ABC' }))]);
    assert.equal(await readTicket(store, 't2'), undefined);
  }),

  contractCase('number-twice', 'a number cannot be used twice in one batch', async (store) => {
    await refused(store, 'number', [
      creation(ticketRow('t1', { number: 'HD-a' })),
      creation(ticketRow('t2', { number: 'hd-A' })),
    ]);
  }),

  contractCase('number-race', 'of many tickets with one number at once one is created', async (store) => {
    const results = await atOnce(8, (index) =>
      store.commit({
        tenant,
        changes: [creation(ticketRow(`t${index}`, { number: index % 2 === 0 ? 'HD-x' : 'hd-X' }))],
      }),
    );
    assert.equal(results.filter(({ outcome }) => outcome === 'committed').length, 1);
    for (const result of results) {
      if (result.outcome !== 'committed') assert.deepEqual(result, { outcome: 'taken', key: 'number' });
    }
  }),

  contractCase('source-taken', 'a source mail that another ticket has refuses everything', async (store) => {
    const source = sourceRow('s1', 't1');
    await givenTicket(store, 't1', { sources: [{ source, raw }] });
    const again = { source: sourceRow('s2', 't2', { ref: source.ref }), raw };
    await refused(store, 'source', [creation(ticketRow('t2'), { sources: [again] })]);
    assert.equal(await readTicket(store, 't2'), undefined);
    const moved = { source: sourceRow('s2', 't2', { ref: { ...source.ref, uidValidity: '1' } }), raw };
    await given(store, { changes: [creation(ticketRow('t2'), { sources: [moved] })] });
  }),

  contractCase('detail-id-taken', 'an id that a detail has refuses everything', async (store) => {
    const row = await givenTicket(store, 't1', {
      actions: [actionRow('a1', 't1')],
      mails: [mailRow('m1', 't1')],
      deliveries: [deliveryRow('d1', 'm1', 't1')],
      sources: [{ source: sourceRow('s1', 't1'), raw }],
    });
    const ref = { mailbox: 'sales', folder: 'INBOX', uidValidity: '1', uid: '1' };
    for (const add of [
      { actions: [actionRow('a1', 't1')] },
      { mails: [mailRow('m1', 't1')] },
      { deliveries: [deliveryRow('d1', 'm1', 't1')] },
      { sources: [{ source: sourceRow('s1', 't1', { ref }), raw }] },
    ]) {
      await refused(store, 'id', [ticketChange(row, { ...add, events: [eventRow('t1', 2)] })]);
    }
    assert.deepEqual((await readTicket(store, 't1'))?.row, row);
    assert.deepEqual((await readTicket(store, 't1'))?.details.events, []);
  }),

  contractCase('foreign-addition', 'an addition that belongs to another ticket is refused, not lost', async (store) => {
    const [first] = [await givenTicket(store, 't1'), await givenTicket(store, 't2')];
    const changes = [ticketChange(first, { actions: [actionRow('a1', 't2')] })];
    await assert.rejects(store.commit({ tenant, changes }));
    assert.deepEqual((await readTicket(store, 't1'))?.row, first);
    assert.deepEqual((await readTicket(store, 't2'))?.details.actions, []);
  }),
];

/** The batch is refused for this key, with another ticket and an idempotency key that must not be written either. */
const refused = async (store: Store, key: UniqueKey, changes: Batch['changes']): Promise<void> => {
  const once = storedResult('refused');
  const bystander = creation(ticketRow('bystander'), { events: [eventRow('bystander', 1)] });
  const result = await store.commit({ tenant, changes: [bystander, ...changes], once });
  assert.deepEqual(result, { outcome: 'taken', key });
  assert.equal(await readTicket(store, 'bystander'), undefined, 'a refused batch left a ticket');
  assert.equal(await readOnce(store, once), null, 'a refused batch left its key');
};
