import assert from 'node:assert/strict';
import type { Change } from '../../../src/ports/batch.ts';
import { changedRow } from '../../../src/ports/changed-row.ts';
import type { Store } from '../../../src/ports/store.ts';
import { type ContractCase, contractCase } from './contract-case.ts';
import {
  actionRow,
  changedMail,
  deliveryRow,
  documentRow,
  eventRow,
  mailRow,
  sourceRow,
  ticketRow,
} from './sample-rows.ts';
import {
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

const raw = Uint8Array.of(1, 2, 3);

export const versionCases: readonly ContractCase[] = [
  contractCase('stale-change', 'a stale change leaves nothing behind', async (store) => {
    const first = await givenTicket(store, 't1', { events: [eventRow('t1', 1)] });
    await given(store, { changes: [ticketChange(first)] });
    const now = await readTicket(store, 't1');
    const late = ticketChange(first, {
      events: [eventRow('t1', 2)],
      actions: [actionRow('a1', 't1')],
      mails: [mailRow('m1', 't1')],
      deliveries: [deliveryRow('d1', 'm1', 't1')],
      sources: [{ source: sourceRow('s1', 't1'), raw }],
      documents: [documentRow('f1', 't1')],
    });
    const opening = { ref: sourceRow('s1', 't1').ref, user: 'bob', at: '2026-01-02T03:04:05.000Z' };
    for (const once of [{}, { once: storedResult('late') }]) {
      assert.deepEqual(await store.commit({ tenant, changes: [late], openings: [opening], ...once }), conflict);
    }
    assert.deepEqual(await readTicket(store, 't1'), now);
    assert.equal(await readOnce(store, storedResult('late')), null, 'the key of a refused batch was kept');
    const source = { ref: opening.ref, messageId: null, openedSince: '2000-01-01T00:00:00.000Z' };
    const loaded = await store.load({ tenant, mails: ['m1'], source });
    assert.deepEqual([loaded.mails, loaded.sources, loaded.openings], [[], [], []]);
  }),

  contractCase('must-exist', 'a change of what does not exist is a conflict', async (store) => {
    assert.deepEqual(await store.commit({ tenant, changes: [ticketChange(ticketRow('nobody'))] }), conflict);
    assert.equal(await readTicket(store, 'nobody'), undefined);
  }),

  contractCase('one-writer-wins', 'of many writers of one version exactly one wins', async (store) => {
    const row = await givenTicket(store, 't1');
    const results = await atOnce(12, (index) => {
      const change = ticketChange(row, { actions: [actionRow(`a${index}`, 't1')], events: [eventRow('t1', 2)] });
      return store.commit({ tenant, changes: [{ ...change, after: { ...change.after, step: `step-${index}` } }] });
    });
    const winners = results.flatMap(({ outcome }, index) => (outcome === 'committed' ? [index] : []));
    assert.equal(winners.length, 1, `${winners.length} writers won`);
    assert.equal(results.filter(({ outcome }) => outcome === 'conflict').length, 11);
    const stored = await readTicket(store, 't1');
    assert.equal(stored?.row.step, `step-${winners[0]}`);
    assert.deepEqual(
      stored?.details.actions.map(({ id }) => id),
      [`a${winners[0]}`],
    );
  }),

  contractCase('mail-version', 'a mail is changed only from its stored version', (store) =>
    rootChange(store, ({ mail }) => ({ root: 'mail', before: mail, after: changedMail(mail) })),
  ),

  contractCase('delivery-version', 'a delivery is changed only from its stored version', (store) =>
    rootChange(store, ({ delivery }) => ({
      root: 'delivery',
      before: delivery,
      after: { ...delivery, state: 'sent', attempts: 1, sentAt: delivery.notBefore, reason: '250 ok', version: 2 },
    })),
  ),

  contractCase('source-version', 'a source mail is changed only from its stored version', (store) =>
    rootChange(store, ({ source }) => ({
      root: 'source',
      before: source,
      after: { ...source, removal: 'done', removalAttempts: 1, leasedUntil: source.storedAt, version: 2 },
    })),
  ),

  contractCase('all-or-nothing', 'a batch of several rows is written as a whole or not at all', async (store) => {
    const rows = [await givenTicket(store, 't1'), await givenTicket(store, 't2'), await givenTicket(store, 't3')];
    const changes = rows.map((row) => ticketChange(row, { actions: [actionRow(`a-${row.id}`, row.id)] }));
    const stale = changes.map((change, index) =>
      index === 1 ? { ...change, before: { ...(rows[1] ?? change.after), version: 9 } } : change,
    );
    const more = creation(ticketRow('t4'));
    assert.deepEqual(await store.commit({ tenant, changes: [...stale, more], once: storedResult('k') }), conflict);
    for (const row of rows) assert.deepEqual((await readTicket(store, row.id))?.row, row, `${row.id} was changed`);
    assert.equal(await readTicket(store, 't4'), undefined);
    assert.deepEqual(await store.commit({ tenant, changes: [...changes, more], once: storedResult('k') }), committed);
    for (const { after } of changes) assert.deepEqual((await readTicket(store, after.id))?.row, after);
  }),

  contractCase(
    'many-at-once',
    'large batches over the same tickets in opposite order do not block each other',
    async (store) => {
      const rows = Array.from({ length: 40 }, (_, index) => ticketRow(`t${index}`));
      await given(store, { changes: rows.map((row) => creation(row, { events: [eventRow(row.id, 1)] })) });
      const changes = rows.map((row) => ticketChange(row, { events: [eventRow(row.id, 2)] }));
      const results = await atOnce(6, (index) =>
        store.commit({ tenant, changes: index % 2 === 0 ? changes : changes.toReversed() }),
      );
      assert.equal(results.filter(({ outcome }) => outcome === 'committed').length, 1);
      const ids = rows.map(({ id }) => id);
      const { tickets } = await store.load({ tenant, tickets: { ids, details: ['events'] } });
      assert.deepEqual(new Set(tickets.map(({ details }) => details.events.length)), new Set([2]));
    },
  ),
];

/** A change of a root below a ticket wins once, and the same change again is stale and leaves nothing. */
const rootChange = async (
  store: Store,
  changeOf: (rows: {
    readonly mail: ReturnType<typeof mailRow>;
    readonly delivery: ReturnType<typeof deliveryRow>;
    readonly source: ReturnType<typeof sourceRow>;
  }) => Change,
): Promise<void> => {
  const rows = { mail: mailRow('m1', 't1'), delivery: deliveryRow('d1', 'm1', 't1'), source: sourceRow('s1', 't1') };
  const add = { mails: [rows.mail], deliveries: [rows.delivery], sources: [{ source: rows.source, raw }] };
  const ticket = await givenTicket(store, 't1', add);
  const change = changeOf(rows);
  const read = async () => {
    const { mails, tickets } = await store.load({
      tenant,
      mails: ['m1'],
      tickets: { ids: ['t1'], details: ['sources'] },
    });
    const source = tickets[0]?.details.sources[0];
    return { ticket: tickets[0]?.row, mail: mails[0]?.mail, delivery: mails[0]?.deliveries[0], source };
  };

  assert.deepEqual(await store.commit({ tenant, changes: [change] }), committed);
  const written = await read();
  assert.deepEqual(written, { ...rows, ticket, [change.root]: changedRow(change) });
  assert.deepEqual(await store.commit({ tenant, changes: [change, ticketChange(ticket)] }), conflict);
  assert.deepEqual(await read(), written, 'a stale change left something');
  assert.deepEqual(await store.rawMail({ tenant, ticket: 't1', source: 's1' }), raw, 'the raw source was lost');
};
