import assert from 'node:assert/strict';
import type { CommitResult, Deletion } from '../../../src/ports/batch.ts';
import type { Store } from '../../../src/ports/store.ts';
import type { TicketRow } from '../../../src/ticket/ticket-row.ts';
import { type ContractCase, contractCase } from './contract-case.ts';
import {
  actionRow,
  at,
  deliveryRow,
  documentRow,
  eventRow,
  mailRow,
  questionRow,
  sourceRow,
  ticketRow,
  timedTransitionRow,
  timerRow,
} from './sample-rows.ts';
import { atOnce, creation, given, givenTicket, readTicket, storedResult, tenant, ticketChange } from './store-steps.ts';

const gone = (...stale: string[]): CommitResult => ({ outcome: 'committed', stale });

const deletion = (before: TicketRow): Deletion => ({
  root: 'deletion',
  before,
  tombstone: {
    type: 'ticket.deleted',
    ticket: before.id,
    seq: before.version + 1,
    v: 1,
    at: at(8),
    actor: { user: 'ada' },
    data: { number: before.number, area: before.area, mails: 1, documents: 1, actions: 1, via: 'single' },
  },
});

const everythingOf = (ticket: string) => ({
  events: [eventRow(ticket, 1)],
  actions: [actionRow(`a-${ticket}`, ticket)],
  mails: [mailRow(`m-${ticket}`, ticket, { state: 'queued' })],
  deliveries: [deliveryRow(`d-${ticket}`, `m-${ticket}`, ticket)],
  sources: [{ source: sourceRow(`s-${ticket}`, ticket), raw: new Uint8Array([1, 2, 3]) }],
  questions: [questionRow(`q-${ticket}`, ticket)],
  documents: [documentRow(`f-${ticket}`, ticket)],
  timedTransitions: [timedTransitionRow(`w-${ticket}`, ticket)],
  activityLinks: [
    {
      before: null,
      after: {
        type: 'task' as const,
        id: `x-${ticket}`,
        ticket,
        contacts: [],
        project: null,
        linkedBy: { user: 'ada' },
        linkedAt: at(2),
      },
    },
  ],
});

const givenFull = async (store: Store, id: string): Promise<TicketRow> => {
  const row = await givenTicket(store, id, everythingOf(id));
  const after = timerRow(`c-${id}`, id, { user: `user of ${id}` });
  await given(store, { changes: [{ root: 'timer', before: null, after }] });
  return row;
};

/** Whatever can still be found of a ticket, by every way there is. */
const foundOf = async (store: Store, id: string): Promise<readonly unknown[]> => {
  const loaded = await store.load({
    tenant,
    tickets: { ids: [id], numbers: [`HD-${id}`], mails: [`m-${id}`], documents: [`f-${id}`], details: [] },
    mails: [`m-${id}`],
    questions: [`q-${id}`],
    timersOf: `user of ${id}`,
    source: { ref: sourceRow(`s-${id}`, id).ref, messageId: `<s-${id}@example.com>`, openedSince: null },
    activity: { type: 'task', id: `x-${id}` },
  });
  const byRow = await store.load({ tenant, tickets: { ofAction: `a-${id}`, ofTimer: `c-${id}`, details: [] } });
  const raw = await store.rawMail({ tenant, ticket: id, source: `s-${id}` });
  const pages = [
    ...(await store.page('outbox', { tenant, query: { states: ['queued'] }, limit: 50 })).map(
      ({ mail }) => mail.ticket,
    ),
    ...(await store.page('questions', { tenant, query: { asker: 'ada', openAt: at(1) }, limit: 50 })).map(
      ({ question }) => question.ticket,
    ),
  ];
  return [
    ...loaded.tickets,
    ...byRow.tickets,
    ...loaded.mails,
    ...loaded.questions,
    ...loaded.timers,
    ...loaded.sources,
    ...(loaded.activity === null ? [] : [loaded.activity]),
    ...(raw === null ? [] : [raw]),
    ...(await store.blobsInUse({ tenant, blobs: [`blob-f-${id}`] })),
    ...pages.filter((ticket) => ticket === id),
  ];
};

/** The tickets that work is due at. */
const dueAt = async (store: Store): Promise<readonly string[]> => {
  const far = { dueBy: at(50), leasedUntil: at(60), limit: 50 };
  return [
    ...(await store.claim('delivery', far)).map(({ delivery }) => delivery.ticket),
    ...(await store.claim('removal', far)).map(({ source }) => source.ticket),
    ...(await store.claim('timer', far)).map(({ timer }) => timer.ticket),
    ...(await store.claim('timedTransition', far)).map(({ timedTransition }) => timedTransition.ticket),
  ];
};

export const deletionCases: readonly ContractCase[] = [
  contractCase(
    'deletion-takes-everything',
    'a deleted ticket is gone with everything that belongs to it, and no other ticket misses anything',
    async (store) => {
      const [first] = [await givenFull(store, 't1'), await givenFull(store, 't2')];
      const kept = await readTicket(store, 't2');
      assert.equal((await foundOf(store, 't1')).length, 11, 'not everything was there before');
      const once = storedResult('k');
      const batch = { tenant, mode: 'each' as const, changes: [{ ...deletion(first), once }] };
      assert.deepEqual(await store.commit(batch), gone());
      assert.deepEqual(await foundOf(store, 't1'), []);
      assert.deepEqual(await dueAt(store), ['t2', 't2', 't2', 't2']);
      const raw = await store.rawMail({ tenant, ticket: 't2', source: 's-t2' });
      assert.deepEqual(raw, new Uint8Array([1, 2, 3]));
      const { row, details } = (await readTicket(store, 't2')) ?? {};
      assert.deepEqual(
        [row, details?.events, details?.actions],
        [kept?.row, kept?.details.events, kept?.details.actions],
      );
      assert.deepEqual((await store.load({ tenant, once: { actor: once.actor, key: 'k' } })).once, once);
    },
  ),

  contractCase(
    'deletion-leaves-a-tombstone',
    'of the history of a deleted ticket the tombstone stays in the feed of changes, behind all that came before it',
    async (store, changesHandedOut) => {
      const first = await givenTicket(store, 't1', { events: [eventRow('t1', 1)] });
      await givenTicket(store, 't2', { events: [eventRow('t2', 1)] });
      await changesHandedOut();
      const [read] = await store.changes({ tenant, limit: 1 });
      await store.commit({ tenant, mode: 'each', changes: [deletion(first)] });
      await changesHandedOut();
      const events = [eventRow('t2', 1), deletion(first).tombstone];
      const found = async (after?: string) =>
        (await store.changes({ tenant, limit: 10, ...(after === undefined ? {} : { after }) })).map(
          ({ event }) => event,
        );
      assert.deepEqual(await found(), events);
      assert.deepEqual(await found(read?.position), events);
      const third = await givenTicket(store, 't3', { events: [eventRow('t3', 1)] });
      await changesHandedOut();
      assert.deepEqual(await found(), [...events, eventRow(third.id, 1)]);
    },
  ),

  contractCase('deletion-stale', 'only the version that was looked at is deleted', async (store) => {
    const [first, second] = [await givenFull(store, 't1'), await givenFull(store, 't2')];
    await given(store, { changes: [ticketChange(first, { events: [eventRow('t1', 2)] })] });
    const batch = { tenant, mode: 'each' as const, changes: [deletion(first), deletion(second)] };
    assert.deepEqual(await store.commit(batch), gone('t1'));
    assert.equal((await readTicket(store, 't1'))?.row.version, 2);
    assert.equal(await readTicket(store, 't2'), undefined);
  }),

  contractCase('deletion-or-change', 'of a change and a deletion at the same moment one wins', async (store) => {
    const row = await givenTicket(store, 't1', everythingOf('t1'));
    const [deleted, changed] = await Promise.all([
      store.commit({ tenant, mode: 'each', changes: [deletion(row)] }),
      store.commit({ tenant, changes: [ticketChange(row, { actions: [actionRow('a2', 't1')] })] }),
    ]);
    const found = await readTicket(store, 't1');
    const won = changed?.outcome === 'committed' ? gone('t1') : gone();
    assert.deepEqual([deleted, found === undefined], [won, changed?.outcome === 'conflict']);
    if (found !== undefined) assert.deepEqual([found.row.version, found.details.actions.length], [2, 2]);
  }),

  contractCase(
    'deletion-number',
    'the number of a deleted ticket is never taken again, in any case, also at the same moment; other tenants are free',
    async (store) => {
      const row = await givenTicket(store, 't1', {}, tenant);
      const again = (id: string) => creation(ticketRow(id, { number: row.number.toLowerCase() }));
      const results = await atOnce(4, (index) =>
        index === 0
          ? store.commit({ tenant, mode: 'each', changes: [deletion(row)] })
          : store.commit({ tenant, changes: [again(`n${index}`)] }),
      );
      const taken: CommitResult = { outcome: 'taken', key: 'number' };
      assert.deepEqual(results, [gone(), taken, taken, taken]);
      assert.deepEqual(await store.commit({ tenant, changes: [again('n5')] }), taken);
      await given(store, { changes: [again('n6')] }, 'globex');
    },
  ),

  contractCase('deletion-tenants-apart', 'nobody deletes a ticket of another tenant', async (store) => {
    const row = await givenTicket(store, 't1', everythingOf('t1'));
    assert.deepEqual(await store.commit({ tenant: 'globex', mode: 'each', changes: [deletion(row)] }), gone('t1'));
    assert.deepEqual((await readTicket(store, 't1'))?.row, row);
  }),
];
