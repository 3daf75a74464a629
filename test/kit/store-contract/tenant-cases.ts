import assert from 'node:assert/strict';
import { nothingLoaded } from '../../../src/ports/nothing-loaded.ts';
import { type ContractCase, contractCase } from './contract-case.ts';
import { actionRow, at, changedMail, deliveryRow, mailRow, sourceRow, ticketRow } from './sample-rows.ts';
import {
  allDetails,
  committed,
  conflict,
  creation,
  given,
  givenTicket,
  readTicket,
  storedResult,
  ticketChange,
} from './store-steps.ts';

const [acme, globex] = ['acme', 'globex'];
const raw = Uint8Array.of(7);
const opening = { ref: sourceRow('s1', 't1').ref, user: 'ada', at: at(0) };
const everything = {
  changes: [
    creation(ticketRow('t1'), {
      actions: [actionRow('a1', 't1')],
      mails: [mailRow('m1', 't1')],
      deliveries: [deliveryRow('d1', 'm1', 't1')],
      sources: [{ source: sourceRow('s1', 't1'), raw }],
    }),
  ],
  once: storedResult('k'),
  openings: [opening],
};

export const tenantCases: readonly ContractCase[] = [
  contractCase('tenants-read-apart', 'a tenant reads nothing of another', async (store) => {
    await given(store, everything, acme);
    const loaded = await store.load({
      tenant: globex,
      once: storedResult('k'),
      tickets: { ids: ['t1'], numbers: ['HD-t1'], details: allDetails },
      mails: ['m1'],
      source: { ref: opening.ref, messageId: '<s1@example.com>', openedSince: at(-60) },
    });
    assert.deepEqual(loaded, nothingLoaded);
    assert.equal(await store.rawMail({ tenant: globex, ticket: 't1', source: 's1' }), null);
    assert.deepEqual(await store.page('outbox', { tenant: globex, query: { states: ['draft'] }, limit: 10 }), []);
  }),

  contractCase('tenants-keys-apart', 'tenants may use the same ids, numbers, keys and identities', async (store) => {
    await given(store, everything, acme);
    assert.deepEqual(await store.commit({ tenant: globex, ...everything }), committed);
    const draw = (tenant: string) => store.draw({ tenant, series: 'HD', count: 1, from: 1 });
    assert.deepEqual([await draw(acme), await draw(globex)], [1, 1]);
  }),

  contractCase('tenants-write-apart', 'a tenant changes nothing of another', async (store) => {
    const row = await givenTicket(store, 't1', { mails: [mailRow('m1', 't1')] }, acme);
    const mail = mailRow('m1', 't1');
    assert.deepEqual(await store.commit({ tenant: globex, changes: [ticketChange(row)] }), conflict);
    const change = { root: 'mail', before: mail, after: changedMail(mail) } as const;
    assert.deepEqual(await store.commit({ tenant: globex, changes: [change] }), conflict);

    await givenTicket(store, 't1', { mails: [mail] }, globex);
    await given(store, { changes: [ticketChange(row, { actions: [actionRow('a1', 't1')] }), change] }, globex);
    const untouched = await readTicket(store, 't1', acme);
    assert.deepEqual(untouched?.row, row);
    assert.deepEqual([untouched?.details.mails, untouched?.details.actions], [[mail], []]);
  }),

  contractCase('tenants-claimed-together', 'a claim serves all tenants and names whose work it is', async (store) => {
    await given(store, everything, acme);
    await given(store, everything, globex);
    const lease = { dueBy: at(10), leasedUntil: at(15), limit: 10 };
    for (const kind of ['delivery', 'removal'] as const) {
      const claimed = await store.claim(kind, lease);
      assert.deepEqual(
        claimed.map(({ tenant }) => tenant),
        [acme, globex],
      );
      assert.deepEqual(await store.claim(kind, lease), []);
    }
  }),
];
