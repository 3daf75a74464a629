import assert from 'node:assert/strict';
import { nothingLoaded } from '../../../src/ports/nothing-loaded.ts';
import { type ContractCase, contractCase } from './contract-case.ts';
import {
  actionRow,
  deliveryRow,
  documentRow,
  eventRow,
  mailRow,
  questionRow,
  sourceRow,
  ticketRow,
  trickyText,
} from './sample-rows.ts';
import { creation, given, givenTicket, noDetails, readTicket, tenant, ticketChange } from './store-steps.ts';

const raw = new Uint8Array();
/** In Europe this night has no half past two. */
const at = '2026-03-29T01:30:00.001Z';

export const readingCases: readonly ContractCase[] = [
  contractCase('created-reads-back', 'a ticket created with additions reads back as written', async (store) => {
    const row = ticketRow('t1');
    const events = [eventRow('t1', 1), eventRow('t1', 2)];
    const actions = [
      actionRow('a1', 't1', { seq: 1 }),
      actionRow('a2', 't1', {
        seq: 2,
        visibility: 'external',
        author: { contact: 'acme' },
        concerns: [],
        timeSpent: 0,
      }),
      actionRow('a0', 't1', { seq: 3, shortDescriptionDerived: false, description: '' }),
    ];
    const mails = [
      mailRow('m1', 't1'),
      mailRow('m2', 't1', { owner: null, messageId: '<m2@example.com>', queuedAt: at }),
    ];
    const deliveries = [
      deliveryRow('d1', 'm2', 't1'),
      deliveryRow('d2', 'm2', 't1', { state: 'failed', attempts: 3, leasedUntil: at, sentAt: at, reason: trickyText }),
    ];
    const sources = [
      sourceRow('s1', 't1'),
      sourceRow('s2', 't1', { messageId: null, removal: 'done', leasedUntil: at }),
    ];
    const documents = [
      documentRow('f1', 't1'),
      documentRow('f2', 't1', { addedBy: { user: 'ada' }, source: 's1', size: 0 }),
    ];
    const questions = [questionRow('q1', 't1'), questionRow('q2', 't1', { state: 'answered', version: 2 })];
    const add = {
      events,
      actions,
      mails,
      deliveries,
      documents,
      questions,
      sources: sources.map((source) => ({ source, raw })),
    };
    await given(store, { changes: [creation(row, add)] });

    assert.deepEqual(await readTicket(store, 't1'), {
      row,
      details: { ...noDetails, events, actions, mails, sources, questions: questions.slice(0, 1), documents },
    });
    const loaded = await store.load({ tenant, mails: ['m2', 'm1'], questions: ['q2', 'none'] });
    assert.deepEqual(loaded.questions, [{ ticket: row, question: questions[1] }]);
    assert.deepEqual(loaded.mails, [
      { ticket: row, mail: mails[0], deliveries: [] },
      { ticket: row, mail: mails[1], deliveries },
    ]);
  }),

  contractCase(
    'changed-reads-back',
    'a changed ticket reads back as written, with what was added to it',
    async (store) => {
      const before = await givenTicket(store, 't1', { events: [eventRow('t1', 1)] });
      const change = ticketChange(before, { events: [eventRow('t1', 2)], actions: [actionRow('a1', 't1')] });
      await given(store, { changes: [change] });
      const stored = await readTicket(store, 't1');
      assert.deepEqual(stored?.row, change.after);
      assert.deepEqual(stored?.details.events, [eventRow('t1', 1), eventRow('t1', 2)]);
      assert.deepEqual(stored?.details.actions, [actionRow('a1', 't1')]);
    },
  ),

  contractCase('found-by-number', 'a ticket is found by its number, written in any case', async (store) => {
    const row = ticketRow('t1', { number: 'Hd-2026-0001x' });
    await given(store, { changes: [creation(row), creation(ticketRow('t2'))] });
    const numbers = ['HD-2026-0001X', 'hd-2026-0001x', 'hd-unknown'];
    const { tickets } = await store.load({ tenant, tickets: { numbers, ids: ['t1'], details: [] } });
    assert.deepEqual(tickets, [{ row, details: noDetails }]);
  }),

  contractCase('found-by-mails', 'the tickets of mails are found, each once, with their details', async (store) => {
    const actions = [actionRow('a1', 't1')];
    const row = await givenTicket(store, 't1', { mails: [mailRow('m1', 't1'), mailRow('m2', 't1')], actions });
    const other = await givenTicket(store, 't2', { mails: [mailRow('m3', 't2')] });
    const read = async (mails: readonly string[], ids: readonly string[] = []) =>
      (await store.load({ tenant, tickets: { mails, ids, details: ['actions'] } })).tickets;
    const details = { ...noDetails, actions };
    const [first, second] = [
      { row, details },
      { row: other, details: { ...details, actions: [] } },
    ];
    assert.deepEqual(await read(['m2', 'unknown', 'm1']), [first]);
    assert.deepEqual(await read(['m1'], ['t2']), [first, second]);
    assert.deepEqual(await read(['unknown']), []);
    assert.deepEqual(
      (await store.load({ tenant: 'globex', tickets: { mails: ['m1'], details: [] } })).tickets,
      [],
      'a mail of another tenant led to its ticket',
    );
  }),

  contractCase('only-what-was-asked', 'what was not asked for is empty', async (store) => {
    const add = { events: [eventRow('t1', 1)], actions: [actionRow('a1', 't1')], mails: [mailRow('m1', 't1')] };
    const row = await givenTicket(store, 't1', { ...add, sources: [{ source: sourceRow('s1', 't1'), raw }] });
    const { tickets, ...rest } = await store.load({ tenant, tickets: { ids: ['t1'], details: ['actions'] } });
    assert.deepEqual(tickets, [{ row, details: { ...noDetails, actions: add.actions } }]);
    const { tickets: _tickets, ...nothing } = nothingLoaded;
    assert.deepEqual(rest, nothing);
  }),

  contractCase('unknown-reads-as-nothing', 'what does not exist is not in the answer', async (store) => {
    const loaded = await store.load({
      tenant,
      once: { actor: 'user:ada', key: 'k' },
      tickets: { ids: ['nobody'], numbers: ['none'], details: ['events'] },
      mails: ['nothing'],
      source: { ref: sourceRow('s1', 't1').ref, messageId: '<none@example.com>', openedSince: at },
    });
    assert.deepEqual(loaded, nothingLoaded);
  }),

  contractCase('odd-keys', 'keys of fields may be named like anything', async (store) => {
    const fields = JSON.parse('{"__proto__":"a","constructor":"b","":"c","ümläut 🎫":"d","toString":null}');
    await given(store, { changes: [creation(ticketRow('t1', { fields }))] });
    const read = (await readTicket(store, 't1'))?.row.fields;
    assert.deepEqual(Object.entries(read ?? {}).sort(), Object.entries(fields).sort());
    assert.equal(Object.getPrototypeOf(read), Object.prototype, 'a field became the prototype');
  }),
];
