import assert from 'node:assert/strict';
import type { TicketAdditions } from '../../../src/ports/batch.ts';
import { type ContractCase, contractCase } from './contract-case.ts';
import { actionRow, at, deliveryRow, eventRow, mailRow, sourceRow, ticketRow } from './sample-rows.ts';
import { allDetails, creation, given, storedResult, tenant } from './store-steps.ts';

const rows = () => ({
  row: ticketRow('t1'),
  add: {
    events: [eventRow('t1', 1)],
    actions: [actionRow('a1', 't1')],
    mails: [mailRow('m1', 't1')],
    deliveries: [deliveryRow('d1', 'm1', 't1')],
    sources: [{ source: sourceRow('s1', 't1'), raw: Uint8Array.of(1, 2, 3) }],
  } satisfies TicketAdditions,
  once: storedResult('k'),
});
const request = {
  tenant,
  once: storedResult('k'),
  tickets: { ids: ['t1'], details: allDetails },
  mails: ['m1'],
  source: { ref: sourceRow('s1', 't1').ref, messageId: null, openedSince: at(0) },
};
const rawRequest = { tenant, ticket: 't1', source: 's1' };

export const copyCases: readonly ContractCase[] = [
  contractCase('handed-in-is-copied', 'what was handed in cannot be changed afterwards', async (store) => {
    const { row, add, once } = rows();
    await given(store, { changes: [creation(row, add)], once });
    const before = structuredClone(await store.load(request));
    add.sources[0]?.raw.fill(9);
    spoil({ row, add, once });
    assert.deepEqual(await store.load(request), before);
    assert.deepEqual(await store.rawMail(rawRequest), Uint8Array.of(1, 2, 3));
  }),

  contractCase('handed-out-is-copied', 'what was handed out cannot be changed afterwards', async (store) => {
    const { row, add, once } = rows();
    await given(store, { changes: [creation(row, add)], once });
    const page = { tenant, query: { states: ['draft'] }, limit: 9 } as const;
    const before = structuredClone([await store.load(request), await store.page('outbox', page)]);
    spoil([await store.load(request), await store.page('outbox', page)]);
    (await store.rawMail(rawRequest))?.fill(9);
    assert.deepEqual([await store.load(request), await store.page('outbox', page)], before);
    assert.deepEqual(await store.rawMail(rawRequest), Uint8Array.of(1, 2, 3));

    const lease = { dueBy: at(10), leasedUntil: at(15), limit: 9 };
    const claimed = [await store.claim('delivery', lease), await store.claim('removal', lease)];
    const leased = structuredClone(await store.load(request));
    spoil(claimed);
    assert.deepEqual(await store.load(request), leased);
  }),
];

/** Changes every text and empties every list, as far as it can: frozen is fine too. */
const spoil = (value: unknown): void => {
  if (typeof value !== 'object' || value === null || ArrayBuffer.isView(value)) return;
  for (const [key, inner] of Object.entries(value)) {
    if (typeof inner === 'object') spoil(inner);
    else Reflect.set(value, key, 'spoiled');
  }
  if (Array.isArray(value) && !Object.isFrozen(value)) value.length = 0;
};
