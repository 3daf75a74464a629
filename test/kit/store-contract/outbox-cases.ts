import assert from 'node:assert/strict';
import type { Mail } from '../../../src/notifications/mail.ts';
import type { Pages, Store } from '../../../src/ports/store.ts';
import { type ContractCase, contractCase } from './contract-case.ts';
import { at, deliveryRow, mailRow } from './sample-rows.ts';
import { givenTicket, tenant } from './store-steps.ts';

export const outboxCases: readonly ContractCase[] = [
  contractCase(
    'outbox-newest-first',
    'an outbox is read page by page, newest first, without gap or repetition',
    async (store) => {
      const minutes = [5, 1, 5, 9, 3, 5, 2];
      await givenMails(store, ...minutes.map((minute) => ({ createdAt: at(minute) })));
      const seen: string[] = [];
      for (let after: string | undefined; ; after = seen.at(-1)) {
        const page = await store.page('outbox', { tenant, query, limit: 2, ...(after === undefined ? {} : { after }) });
        assert.ok(page.length <= 2, 'a page is longer than its limit');
        if (page.length === 0) break;
        seen.push(...page.map(({ mail }) => mail.id));
        assert.ok(seen.length <= minutes.length, 'the pages never end');
      }
      assert.deepEqual(seen, ['m4', 'm6', 'm3', 'm1', 'm5', 'm7', 'm2']);
    },
  ),

  contractCase(
    'outbox-owners',
    'an outbox shows the mails of the owners asked for; null is the desk itself',
    async (store) => {
      await givenMails(store, { owner: 'ada' }, { owner: null }, { owner: 'bob' }, { owner: '' }, { owner: 'ada' });
      const ids = async (owners?: readonly (string | null)[]) =>
        (await store.page('outbox', { tenant, query: { ...query, ...(owners && { owners }) }, limit: 9 })).map(
          ({ mail }) => mail.id,
        );
      assert.deepEqual(await ids(), ['m5', 'm4', 'm3', 'm2', 'm1']);
      assert.deepEqual(await ids(['ada']), ['m5', 'm1']);
      assert.deepEqual(await ids([null]), ['m2']);
      assert.deepEqual(await ids(['bob', null, 'bob']), ['m3', 'm2']);
      assert.deepEqual(await ids(['nobody']), []);
      assert.deepEqual(await ids([]), []);
    },
  ),

  contractCase(
    'outbox-states',
    'an outbox shows the states asked for, with the deliveries of each mail',
    async (store) => {
      const mails = await givenMails(
        store,
        { state: 'queued' },
        { state: 'discarded' },
        { state: 'draft' },
        { state: 'closed' },
      );
      const page = await store.page('outbox', { tenant, query: { states: ['queued', 'draft'] }, limit: 9 });
      assert.deepEqual(page, [
        { mail: mails[2], deliveries: [] },
        { mail: mails[0], deliveries: [deliveryRow('d1', 'm1', 't1'), deliveryRow('d2', 'm1', 't1')] },
      ]);
      assert.deepEqual(await store.page('outbox', { tenant, query: { states: [] }, limit: 9 }), []);
    },
  ),
];

const query: Pages['outbox']['query'] = { states: ['draft'] };

/** Mails m1, m2, … of one ticket; the first one has two deliveries. */
const givenMails = async (store: Store, ...rows: readonly Partial<Mail>[]): Promise<readonly Mail[]> => {
  const mails = rows.map((more, index) => mailRow(`m${index + 1}`, 't1', more));
  const deliveries = [deliveryRow('d1', 'm1', 't1'), deliveryRow('d2', 'm1', 't1')];
  await givenTicket(store, 't1', { mails, deliveries });
  return mails;
};
