import assert from 'node:assert/strict';
import type { KnownPerson } from '../../../src/persons/known-person.ts';
import type { Store } from '../../../src/ports/store.ts';
import type { TicketEvent } from '../../../src/ticket/ticket-event.ts';
import { type ContractCase, contractCase, sqlCase } from './contract-case.ts';
import { eventRow, sourceRow } from './sample-rows.ts';
import {
  committed,
  conflict,
  given,
  givenTicket,
  readOnce,
  readTicket,
  storedResult,
  tenant,
  ticketChange,
} from './store-steps.ts';
import { transactionCase } from './transaction-case.ts';

const history = [eventRow('t1', 1), eventRow('t1', 2)] as const;

/** What a history says when somebody was erased. */
const erased = (ticket: string, seq: number): TicketEvent => ({
  ...eventRow(ticket, seq),
  type: 'person.erased',
  data: { content: 'keep', shown: true },
});

/** The same event without what it says of a person. */
const redacted = (event: TicketEvent, comment = '[erased] "Ä"'): TicketEvent =>
  ({ ...event, actor: { contact: 'acme' }, data: { ...event.data, comment } }) as TicketEvent;

const eventsOf = async (store: Store, ticket = 't1') => (await readTicket(store, ticket))?.details.events;

const everyChange = async (store: Store, changesHandedOut: () => Promise<void>) => {
  await changesHandedOut();
  return (await store.changes({ tenant, limit: 100 })).map(({ event }) => event);
};

const source = sourceRow('s1', 't1');
const raws = [
  { source, raw: Uint8Array.of(1, 2, 3) },
  { source: sourceRow('s2', 't1'), raw: Uint8Array.of(4) },
];
const rawOf = (store: Store, id: string) => store.rawMail({ tenant, ticket: 't1', source: id });

const known: KnownPerson = {
  person: 'zoë',
  addresses: ['zoe@example.com', 'zoë@example.com'],
  names: ['Zoë "Z" Müller'],
  phones: ['+49 30 1'],
};
const keptOf = async (store: Store, person = known.person, of = tenant) =>
  (await store.load({ tenant: of, erasure: person })).erasure;

export const erasureCases: readonly ContractCase[] = [
  contractCase(
    'redact-rewrites',
    'an erasure changes actor and payload of events, and neither their places nor those of others',
    async (store, changesHandedOut) => {
      const row = await givenTicket(store, 't1', { events: history });
      await givenTicket(store, 't2', { events: [eventRow('t2', 1)] });
      const add = { events: [erased('t1', 3)], eventsRedacted: [redacted(history[0])] };
      await given(store, { changes: [ticketChange(row, add)] });
      const after = [redacted(history[0]), history[1], erased('t1', 3)];
      assert.deepEqual(await eventsOf(store), after);
      assert.deepEqual(await eventsOf(store, 't2'), [eventRow('t2', 1)]);
      assert.deepEqual(await everyChange(store, changesHandedOut), [...after.slice(0, 2), eventRow('t2', 1), after[2]]);
    },
  ),

  contractCase('redact-stale', 'a stale ticket keeps its history as it is', async (store) => {
    const row = await givenTicket(store, 't1', { events: history });
    await given(store, { changes: [ticketChange(row)] });
    const add = { events: [erased('t1', 3)], eventsRedacted: [redacted(history[0])] };
    assert.deepEqual(await store.commit({ tenant, changes: [ticketChange(row, add)] }), conflict);
    assert.deepEqual(await eventsOf(store), history);
  }),

  contractCase('redact-says-so', 'no event is changed where the history does not say so', async (store) => {
    const row = await givenTicket(store, 't1', { events: history });
    for (const events of [[], [eventRow('t1', 3)], [erased('t1', 3), eventRow('t1', 4)]]) {
      const change = ticketChange(row, { events, eventsRedacted: [redacted(history[0])] });
      await assert.rejects(store.commit({ tenant, changes: [change] }));
    }
    const stored = await readTicket(store, 't1');
    assert.deepEqual([stored?.row, stored?.details.events], [row, history]);
  }),

  contractCase(
    'redact-nothing-else',
    'an erasure changes no other field of an event, adds none, and touches none of another ticket',
    async (store) => {
      await givenTicket(store, 't1', { events: history });
      const other = await givenTicket(store, 't2', { events: [eventRow('t2', 1)] });
      const [first] = [eventRow('t2', 1)];
      for (const event of [
        { ...first, type: 'ticket.closed', data: {} } as TicketEvent,
        { ...first, at: history[1].at },
        { ...first, seq: 7 },
        redacted(history[0]),
      ]) {
        const change = ticketChange(other, { events: [erased('t2', 2)], eventsRedacted: [event] });
        await assert.rejects(store.commit({ tenant, changes: [change] }));
      }
      assert.deepEqual([await eventsOf(store), await eventsOf(store, 't2')], [history, [first]]);
      assert.deepEqual((await readTicket(store, 't2'))?.row, other);
    },
  ),

  contractCase('raw-removed', 'a raw source goes with the change that says so, and no other', async (store) => {
    await givenTicket(store, 't1', { sources: raws });
    const after = { ...source, from: '[erased]', version: 2 };
    const change = { root: 'source', before: source, after, rawRemoved: true } as const;
    assert.deepEqual(
      await store.commit({ tenant, changes: [{ ...change, before: { ...source, version: 9 } }] }),
      conflict,
    );
    assert.deepEqual(await rawOf(store, 's1'), Uint8Array.of(1, 2, 3));
    await given(store, { changes: [change] });
    assert.deepEqual([await rawOf(store, 's1'), await rawOf(store, 's2')], [null, Uint8Array.of(4)]);
    assert.deepEqual((await readTicket(store, 't1'))?.details.sources[0], after);
    await given(store, { changes: [{ root: 'source', before: after, after: { ...after, version: 3 } }] });
    assert.equal(await rawOf(store, 's1'), null);
  }),

  contractCase(
    'erasure-kept',
    'what is known of a person is kept while he is erased, and then forgotten',
    async (store) => {
      assert.equal(await keptOf(store), null);
      const more = { ...known, names: [...known.names, 'Zoë'] };
      for (const next of [known, more]) {
        await given(store, { changes: [], erasure: { person: known.person, known: next } });
        assert.deepEqual(await keptOf(store), next);
      }
      assert.deepEqual([await keptOf(store, 'zoe'), await keptOf(store, known.person, 'globex')], [null, null]);
      await given(store, { changes: [], erasure: { person: 'zoe', known: null } });
      await given(store, { changes: [], erasure: { person: known.person, known: null } }, 'globex');
      assert.deepEqual(await keptOf(store), more);
      await given(store, { changes: [], erasure: { person: known.person, known: null } });
      assert.equal(await keptOf(store), null);
    },
  ),

  contractCase(
    'erasure-forgets-results',
    'with an erasure go the results kept for the person, under whatever contact, and no others',
    async (store) => {
      const kept = [
        'user:ada',
        'user:a/zo%C3%AB',
        'requester:acme/',
        'requester:acme/zo%C3%ABs',
        'requester:acme/a%2Fzo%C3%AB',
        'system:zo%C3%AB',
      ].map((actor) => storedResult('k', { actor }));
      const gone = ['requester:acme/zo%C3%AB', 'requester:a%2Fb/zo%C3%AB'].map((actor) => storedResult('k', { actor }));
      for (const state of [known, null]) {
        for (const once of gone) await given(store, { changes: [], once });
        if (state !== null) for (const once of kept) await given(store, { changes: [], once });
        if (state !== null) for (const once of gone) await given(store, { changes: [], once }, 'globex');
        await given(store, { changes: [], erasure: { person: known.person, known: state } });
        for (const once of gone) assert.equal(await readOnce(store, once), null, once.actor);
        for (const once of kept) assert.deepEqual(await readOnce(store, once), once);
        for (const once of gone) assert.deepEqual(await readOnce(store, once, 'globex'), once);
      }
    },
  ),

  sqlCase(
    'redact-by-function',
    'events are changed by the function alone, which leaves no door open behind it',
    async (store, { schema, query }) => {
      const row = await givenTicket(store, 't1', { events: history });
      const refused = async (...attempts: readonly string[]) => {
        for (const attempt of attempts) await assert.rejects(query(attempt), /append-only|newest one says so/, attempt);
      };
      const open = `set_config('ticketwerk.redacting', 'on', true) = 'on'`;
      const event = JSON.stringify([redacted(history[0])]).replaceAll(`'`, `''`);
      await refused(
        `update ${schema}.events set type = 'ticket.edited' where ${open}`,
        `update ${schema}.events set seq = seq + 10, data = '{}' where ${open}`,
        `delete from ${schema}.events where ${open}`,
        `select ${schema}.redact_events('${tenant}', 't1', '${event}')`,
      );
      const add = { events: [erased('t1', 3)], eventsRedacted: [redacted(history[0])] };
      await given(store, { changes: [ticketChange(row, add)] });
      await refused(`update ${schema}.events set data = '{}'`, `delete from ${schema}.events`);
      assert.deepEqual(await eventsOf(store), [redacted(history[0]), history[1], erased('t1', 3)]);
    },
  ),

  transactionCase(
    'host-redacts',
    'an erasure inside is seen inside, and a rollback brings everything back',
    async (store, { begin }) => {
      const once = storedResult('k', { actor: 'requester:acme/zo%C3%AB' });
      const row = await givenTicket(store, 't1', { events: history, sources: raws });
      await given(store, { changes: [], once });
      const changes = [
        ticketChange(row, { events: [erased('t1', 3)], eventsRedacted: [redacted(history[0])] }),
        { root: 'source', before: source, after: { ...source, version: 2 }, rawRemoved: true },
      ] as const;
      const batch = { tenant, changes, erasure: { person: known.person, known } };
      for (const end of ['rollback', 'commit'] as const) {
        const host = await begin();
        assert.deepEqual(await host.join().commit(batch), committed);
        assert.deepEqual((await eventsOf(host.join()))?.[0], redacted(history[0]));
        assert.deepEqual(await keptOf(host.join()), known);
        await host[end]();
        const gone = end === 'commit';
        assert.deepEqual((await eventsOf(store))?.[0], gone ? redacted(history[0]) : history[0]);
        assert.deepEqual(await rawOf(store, 's1'), gone ? null : Uint8Array.of(1, 2, 3));
        assert.deepEqual(await readOnce(store, once), gone ? null : once);
        assert.deepEqual(await keptOf(store), gone ? known : null);
      }
    },
  ),
];
