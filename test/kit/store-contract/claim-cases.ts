import assert from 'node:assert/strict';
import type { Delivery } from '../../../src/notifications/mail.ts';
import type { TicketAdditions } from '../../../src/ports/batch.ts';
import type { ClaimRequest, Store } from '../../../src/ports/store.ts';
import type { Instant } from '../../../src/ticket/instant.ts';
import { type ContractCase, contractCase } from './contract-case.ts';
import { at, deliveryRow, mailRow, sourceRow } from './sample-rows.ts';
import { atOnce, committed, conflict, given, givenTicket, tenant } from './store-steps.ts';

const now = at(10);
const lease = { dueBy: now, leasedUntil: at(15), limit: 10 };

export const claimCases: readonly ContractCase[] = [
  contractCase('claim-hands-out', 'due work is handed out with its mail, as it is stored', async (store) => {
    const [delivery] = await givenDeliveries(store, { notBefore: now });
    const claimed = await store.claim('delivery', lease);
    const after = { ...delivery, state: 'sending', leasedUntil: lease.leasedUntil, version: 2 };
    assert.deepEqual(claimed, [{ tenant, delivery: after, mail: mailRow('m1', 't1') }]);
    assert.deepEqual((await store.load({ tenant, mails: ['m1'] })).mails[0]?.deliveries, [after]);
  }),

  contractCase('claim-leased-to-one', 'leased work is not handed out again until its lease ran out', async (store) => {
    await givenDeliveries(store, {});
    assert.equal((await store.claim('delivery', lease)).length, 1);
    assert.deepEqual(await store.claim('delivery', lease), []);
    assert.deepEqual(await store.claim('delivery', { ...lease, dueBy: at(14), leasedUntil: at(20) }), []);
    const [again] = await store.claim('delivery', { ...lease, dueBy: at(15), leasedUntil: at(20) });
    assert.deepEqual([again?.delivery.version, again?.delivery.leasedUntil], [3, at(20)]);
  }),

  contractCase('claim-disjoint', 'work claimed by many at once is given to one each', async (store) => {
    await givenDeliveries(store, ...Array.from({ length: 12 }, () => ({})));
    const claims = await atOnce(6, () => store.claim('delivery', { ...lease, limit: 3 }));
    const ids = claims.flat().map(({ delivery }) => delivery.id);
    assert.equal(new Set(ids).size, ids.length, 'work was handed out twice');
    while (ids.length < 12) {
      const rest = await store.claim('delivery', lease);
      assert.ok(rest.length > 0, `only ${ids.length} of 12 were handed out`);
      ids.push(...rest.map(({ delivery }) => delivery.id));
    }
    assert.equal(new Set(ids).size, 12);
  }),

  contractCase('claim-fences', 'who lost his lease can no longer report', async (store) => {
    const [unclaimed] = await givenDeliveries(store, {});
    const [slow] = await store.claim('delivery', lease);
    const [quick] = await store.claim('delivery', { ...lease, dueBy: at(16), leasedUntil: at(20) });
    const report = (before: Delivery | undefined) => {
      assert.ok(before, 'nothing was handed out');
      const after: Delivery = {
        ...before,
        state: 'sent',
        leasedUntil: null,
        sentAt: at(17),
        version: before.version + 1,
      };
      return store.commit({ tenant, changes: [{ root: 'delivery', before, after }] });
    };
    assert.deepEqual(await report(unclaimed), conflict);
    assert.deepEqual(await report(slow?.delivery), conflict);
    assert.deepEqual(await report(quick?.delivery), committed);
    assert.deepEqual(await store.claim('delivery', { ...lease, dueBy: at(99), leasedUntil: at(100) }), []);
  }),

  contractCase('claim-given-back', 'work that was given back is free when it is due again', async (store) => {
    await givenDeliveries(store, {});
    const [claimed] = await store.claim('delivery', lease);
    assert.ok(claimed);
    const { delivery: before } = claimed;
    const after: Delivery = {
      ...before,
      state: 'queued',
      attempts: 1,
      leasedUntil: null,
      notBefore: at(12),
      version: 3,
    };
    await given(store, { changes: [{ root: 'delivery', before, after }] });
    assert.deepEqual(await store.claim('delivery', { ...lease, dueBy: at(11) }), []);
    assert.equal((await store.claim('delivery', { ...lease, dueBy: at(12) }))[0]?.delivery.attempts, 1);
  }),

  contractCase(
    'claim-order',
    'work is handed out by its due time, then by its id, no more than the limit',
    async (store) => {
      const due = [at(9), at(3), at(9), at(1), at(11)].map((notBefore) => ({ notBefore }));
      await givenDeliveries(store, ...due);
      const ids = async (limit: number) =>
        (await store.claim('delivery', { ...lease, limit })).map(({ delivery }) => delivery.id);
      assert.deepEqual(await ids(3), ['d4', 'd2', 'd1']);
      assert.deepEqual(await ids(3), ['d3'], 'what is not due yet was handed out, or due work was not');
    },
  ),

  contractCase('claim-open-work', 'only work that is queued or was left lying is handed out', async (store) => {
    await givenDeliveries(
      store,
      { state: 'sent' },
      { state: 'failed' },
      { state: 'ambiguous' },
      { state: 'sending', leasedUntil: at(11) },
      { state: 'sending', leasedUntil: at(9) },
      { state: 'queued' },
    );
    const claimed = await store.claim('delivery', lease);
    assert.deepEqual(
      claimed.map(({ delivery }) => delivery.id),
      ['d5', 'd6'],
    );
  }),

  contractCase(
    'claim-turns',
    'tenants take turns, so that nobody waits for what another has queued; who has nothing due takes no place',
    async (store) => {
      await givenWork(store, 'acme', at(1), at(2), at(3), at(4), at(5));
      await givenWork(store, 'globex', at(9));
      await givenWork(store, 'hooli', at(11));
      await givenWork(store, 'initech', at(8), at(7));
      for (const kind of ['delivery', 'removal', 'draft'] as const) {
        const rounds = [await claimed(store, kind, { limit: 5 }), await claimed(store, kind, { limit: 5 })];
        assert.deepEqual(rounds, [
          ['acme 1', 'globex 1', 'initech 2', 'acme 2', 'initech 1'],
          ['acme 3', 'acme 4', 'acme 5'],
        ]);
      }
    },
  ),

  contractCase(
    'claim-goes-round',
    'the turns begin behind the tenant who had the last one, and go round',
    async (store) => {
      for (const name of ['acme', 'globex', 'initech']) await givenWork(store, name, at(1));
      for (const kind of ['delivery', 'removal', 'draft'] as const) {
        assert.deepEqual(await claimed(store, kind, { limit: 1, after: 'acme' }), ['globex 1']);
        assert.deepEqual(await claimed(store, kind, { limit: 9, after: 'between' }), ['initech 1', 'acme 1']);
      }
    },
  ),
];

/** Work of each kind, one piece for each due time, numbered. */
const work = (ticket: string, due: readonly Instant[]): TicketAdditions => ({
  mails: [
    mailRow(`m-${ticket}`, ticket, { state: 'queued' }),
    ...due.map((writtenAt, index) => mailRow(`${ticket} ${index + 1}`, ticket, { writtenAt })),
  ],
  deliveries: due.map((notBefore, index) =>
    deliveryRow(`${ticket} ${index + 1}`, `m-${ticket}`, ticket, { notBefore }),
  ),
  sources: due.map((removalNotBefore, index) => ({
    source: sourceRow(`${ticket} ${index + 1}`, ticket, { removalNotBefore }),
    raw: Uint8Array.of(7),
  })),
});

const givenWork = (store: Store, of: string, ...due: readonly Instant[]) =>
  givenTicket(store, 't1', work('t1', due), of);

/** Whose work is handed out, and which piece of it. */
const claimed = async (
  store: Store,
  kind: 'delivery' | 'removal' | 'draft',
  request: Pick<ClaimRequest, 'limit' | 'after'>,
): Promise<readonly string[]> => {
  const pieces = await store.claim(kind, { ...lease, ...request });
  return pieces.map((piece) => {
    const { id } = 'source' in piece ? piece.source : 'delivery' in piece ? piece.delivery : piece.mail;
    return `${piece.tenant} ${id.split(' ')[1]}`;
  });
};

/** Deliveries d1, d2, … of one mail, due since long unless said otherwise. */
const givenDeliveries = async (store: Store, ...rows: readonly Partial<Delivery>[]): Promise<readonly Delivery[]> => {
  const deliveries = rows.map((more, index) => deliveryRow(`d${index + 1}`, 'm1', 't1', more));
  await givenTicket(store, 't1', { mails: [mailRow('m1', 't1')], deliveries });
  return deliveries;
};
