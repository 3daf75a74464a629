import assert from 'node:assert/strict';
import { type ContractCase, contractCase } from './contract-case.ts';
import { at, sourceRow, ticketRow } from './sample-rows.ts';
import { creation, given, givenTicket, tenant } from './store-steps.ts';

const raw = new Uint8Array();
const ref = { mailbox: 'support', folder: 'INBOX', uidValidity: '1', uid: '42' };

export const sourceCases: readonly ContractCase[] = [
  contractCase(
    'source-found',
    'a source mail is found by its identity, and by its Message-ID in any mailbox',
    async (store) => {
      const same = sourceRow('s1', 't1', { ref, messageId: null });
      const copy = sourceRow('s2', 't2', { ref: { ...ref, mailbox: 'sales' }, messageId: '<x@example.com>' });
      const other = sourceRow('s3', 't2', { ref: { ...ref, uid: '43' }, messageId: '<X@example.com>' });
      await given(store, {
        changes: [
          creation(ticketRow('t1'), { sources: [{ source: same, raw }] }),
          creation(ticketRow('t2'), { sources: [copy, other].map((source) => ({ source, raw })) }),
        ],
      });
      const find = async (messageId: string | null) =>
        (await store.load({ tenant, source: { ref, messageId, openedSince: at(0) } })).sources;
      assert.deepEqual(await find('<x@example.com>'), [same, copy]);
      assert.deepEqual(await find(null), [same]);
      assert.deepEqual(await find('<unknown@example.com>'), [same]);
    },
  ),

  contractCase('source-long-message-id', 'a Message-ID may be as long as a stranger likes', async (store) => {
    const messageId = `<${Array.from({ length: 9000 }, (_, index) => (index * 7919).toString(36)).join('')}@example.com>`;
    const source = sourceRow('s1', 't1', { messageId });
    await givenTicket(store, 't1', { sources: [{ source, raw }] });
    const loaded = await store.load({ tenant, source: { ref, messageId, openedSince: at(0) } });
    assert.deepEqual(loaded.sources, [source]);
  }),

  contractCase(
    'openings-last-look',
    'of several looks of one user the last one is kept, old ones are left out',
    async (store) => {
      const look = (user: string, minutes: number, of = ref) => ({ ref: of, user, at: at(minutes) });
      await given(store, { changes: [], openings: [look('ada', 1), look('bob', 2), look('ada', 3), look('cyd', 0)] });
      await given(store, { changes: [], openings: [look('ada', 9), look('ada', 4, { ...ref, uid: '43' })] });
      await given(store, { changes: [], openings: [look('bob', 1)] });
      const load = async (minutes: number | null) => {
        const openedSince = minutes === null ? null : at(minutes);
        return (await store.load({ tenant, source: { ref, messageId: null, openedSince } })).openings;
      };
      const byUser = (openings: readonly { user: string }[]) => openings.toSorted((a, b) => (a.user < b.user ? -1 : 1));
      assert.deepEqual(byUser(await load(1)), [look('ada', 9), look('bob', 2)]);
      assert.deepEqual(await load(9), [look('ada', 9)], 'a look at that very moment counts');
      assert.deepEqual([await load(10), await load(null)], [[], []]);
    },
  ),

  contractCase('raw-mail', 'a raw mail comes back byte by byte, at its own ticket only', async (store) => {
    const bytes = Uint8Array.from({ length: 70_001 }, (_, index) => (index * 31 + (index >> 8)) % 256);
    const window = new Uint8Array(bytes.buffer, 256, 512);
    await givenTicket(store, 't1', {
      sources: [
        { source: sourceRow('s1', 't1'), raw: bytes },
        { source: sourceRow('s2', 't1'), raw: window },
        { source: sourceRow('s3', 't1'), raw: new Uint8Array() },
      ],
    });
    await givenTicket(store, 't2');
    const read = (ticket: string, source: string) => store.rawMail({ tenant, ticket, source });
    sameBytes(await read('t1', 's1'), bytes);
    sameBytes(await read('t1', 's2'), window);
    sameBytes(await read('t1', 's3'), new Uint8Array());
    assert.ok((await read('t2', 's1')) === null, 'a mail was read through another ticket');
    assert.ok((await read('t1', 'unknown')) === null);
  }),
];

/** Not deepEqual: its report on tens of thousands of bytes takes all the memory there is. */
const sameBytes = (actual: Uint8Array | null, expected: Uint8Array): void => {
  assert.ok(actual instanceof Uint8Array, 'the raw mail is not there');
  assert.ok(Buffer.compare(actual, expected) === 0, 'the raw mail came back with other bytes');
};
