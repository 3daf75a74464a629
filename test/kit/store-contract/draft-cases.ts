import assert from 'node:assert/strict';
import type { Mail } from '../../../src/notifications/mail.ts';
import type { ClaimRequest, Store } from '../../../src/ports/store.ts';
import { type ContractCase, contractCase } from './contract-case.ts';
import { at, mailRow } from './sample-rows.ts';
import { committed, conflict, given, givenTicket, tenant } from './store-steps.ts';

/** Forgotten since minute 10, looked for in minute 100. */
const request = { dueBy: at(10), now: at(100), leasedUntil: at(105), limit: 10 };

export const draftCases: readonly ContractCase[] = [
  contractCase(
    'draft-hands-out',
    'forgotten drafts are handed out, whosever they are, by when they were last written, and nothing else is',
    async (store) => {
      const mails = await givenMails(
        store,
        { writtenAt: at(9) },
        { writtenAt: at(2), owner: null },
        { writtenAt: at(10), createdAt: at(1) },
        { writtenAt: at(11), createdAt: at(1) },
        { writtenAt: at(1), state: 'queued' },
        { writtenAt: at(1), state: 'discarded' },
        { writtenAt: at(1), state: 'closed' },
      );
      assert.deepEqual(
        await store.claim('draft', request),
        [mails[1], mails[0], mails[2]].map((mail) => ({
          tenant,
          mail: { ...mail, leasedUntil: request.leasedUntil, version: 2 },
        })),
      );
      assert.deepEqual(await ids(store, request), []);
      assert.deepEqual(await ids(store, { ...request, now: at(104) }), []);
    },
  ),

  contractCase(
    'draft-lease',
    'leases are counted from now, whatever the work was due by, and the version fences',
    async (store) => {
      await givenMails(store, {}, { leasedUntil: at(101) });
      const [slow] = await store.claim('draft', request);
      assert.deepEqual(await ids(store, { ...request, now: at(101), leasedUntil: at(120) }), ['m2']);
      const [quick] = await store.claim('draft', { ...request, now: at(105), leasedUntil: at(120) });
      const discard = (before: Mail | undefined) => {
        assert.ok(before, 'nothing was handed out');
        const after: Mail = { ...before, state: 'discarded', leasedUntil: null, version: before.version + 1 };
        return store.commit({ tenant, changes: [{ root: 'mail', before, after }] });
      };
      assert.deepEqual(await discard(slow?.mail), conflict);
      assert.deepEqual(await discard(quick?.mail), committed);
      assert.deepEqual(await ids(store, { ...request, now: at(119) }), []);
    },
  ),

  contractCase('draft-written', 'a draft that was written at meanwhile is not handed out', async (store) => {
    const [before] = await givenMails(store, {});
    assert.ok(before);
    const after = { ...before, text: 'mine', writtenAt: at(50), version: 2 };
    await given(store, { changes: [{ root: 'mail', before, after }] });
    assert.deepEqual(await ids(store, request), []);
    assert.deepEqual(await ids(store, { ...request, dueBy: at(50) }), ['m1']);
  }),
];

const ids = async (store: Store, asked: ClaimRequest): Promise<readonly string[]> =>
  (await store.claim('draft', asked)).map(({ mail }) => mail.id);

/** Mails m1, m2, … of one ticket: drafts that were last written in minute 5, unless said otherwise. */
const givenMails = async (store: Store, ...rows: readonly Partial<Mail>[]): Promise<readonly Mail[]> => {
  const mails = rows.map((more, index) => mailRow(`m${index + 1}`, 't1', { writtenAt: at(5), ...more }));
  await givenTicket(store, 't1', { mails });
  return mails;
};
