import assert from 'node:assert/strict';
import type { TextBlock } from '../../../src/actions/text-block.ts';
import type { Change } from '../../../src/ports/batch.ts';
import { changedRow } from '../../../src/ports/changed-row.ts';
import type { Store } from '../../../src/ports/store.ts';
import { type ContractCase, contractCase } from './contract-case.ts';
import { at, trickyText } from './sample-rows.ts';
import { atOnce, committed, conflict, given, readOnce, storedResult, tenant } from './store-steps.ts';

const blockRow = (id: string, more: Partial<TextBlock> = {}): TextBlock => ({
  id,
  owner: 'ada',
  name: 'Gruß',
  text: trickyText,
  permission: null,
  version: 1,
  changedBy: { user: 'ada' },
  changedAt: at(1),
  removed: false,
  ...more,
});

const made = (after: TextBlock): Change => ({ root: 'text_block', before: null, after });
const changed = (before: TextBlock, more: Partial<TextBlock> = {}): Change => ({
  root: 'text_block',
  before,
  after: {
    ...before,
    owner: null,
    name: 'changed',
    text: '',
    permission: 'debts',
    version: before.version + 1,
    changedBy: { system: 'import' },
    changedAt: at(2, 0),
    ...more,
  },
});

const read = async (store: Store, ids: readonly string[], of = tenant): Promise<readonly TextBlock[]> =>
  (await store.load({ tenant: of, textBlocks: ids })).textBlocks;

const page = async (store: Store, owners: readonly (string | null)[], limit = 9, after?: string) =>
  (await store.page('textBlocks', { tenant, query: { owners }, limit, ...(after === undefined ? {} : { after }) })).map(
    ({ id }) => id,
  );

export const textBlockCases: readonly ContractCase[] = [
  contractCase('text-block-reads-back', 'text blocks read back as written, made and changed', async (store) => {
    const [first, second] = [blockRow('b1'), blockRow('b2', { owner: null, permission: 'debts' })];
    await given(store, { changes: [made(first), made(second)] });
    assert.deepEqual(await read(store, ['b2', 'unknown', 'b1', 'b2']), [first, second]);
    const change = changed(first, { removed: true });
    assert.deepEqual(await store.commit({ tenant, changes: [change] }), committed);
    assert.deepEqual(await read(store, ['b1']), [changedRow(change)]);
    assert.deepEqual((await store.load({ tenant, mails: ['none'] })).textBlocks, []);
  }),

  contractCase('text-block-version', 'a text block is changed only from its stored version', async (store) => {
    const row = blockRow('b1');
    assert.deepEqual(await store.commit({ tenant, changes: [changed(row)] }), conflict, 'it does not exist yet');
    await given(store, { changes: [made(row)] });
    const results = await atOnce(8, (index) =>
      store.commit({ tenant, changes: [changed(row, { name: `n${index}` })], once: storedResult(`k${index}`) }),
    );
    const winners = results.flatMap(({ outcome }, index) => (outcome === 'committed' ? [index] : []));
    assert.equal(winners.length, 1, `${winners.length} writers won`);
    assert.equal((await read(store, ['b1']))[0]?.name, `n${winners[0]}`);
    for (const index of [0, 1, 2, 3, 4, 5, 6, 7].filter((one) => one !== winners[0]))
      assert.equal(await readOnce(store, storedResult(`k${index}`)), null, 'the key of a refused batch was kept');
    const more = [changed(row), made(blockRow('b2'))];
    assert.deepEqual(await store.commit({ tenant, changes: more }), conflict);
    assert.deepEqual(await read(store, ['b2']), [], 'a stale batch left something');
  }),

  contractCase('text-block-id', 'a second text block with the same id is taken', async (store) => {
    await given(store, { changes: [made(blockRow('b1'))] });
    const changes = [made(blockRow('b0')), made(blockRow('b1', { name: 'second' }))];
    assert.deepEqual(await store.commit({ tenant, changes }), { outcome: 'taken', key: 'id' });
    assert.deepEqual(await read(store, ['b0', 'b1']), [blockRow('b1')]);
  }),

  contractCase(
    'text-block-pages',
    'text blocks of owners are listed in the order of their ids, without those that were removed',
    async (store) => {
      const rows = [
        blockRow('b3'),
        blockRow('b1', { owner: null }),
        blockRow('b2', { owner: 'bob' }),
        blockRow('b5', { owner: '' }),
        blockRow('b4', { owner: null, permission: 'debts' }),
        blockRow('b6'),
      ];
      await given(store, { changes: rows.map(made) });
      assert.deepEqual(await page(store, ['ada', null, 'ada']), ['b1', 'b3', 'b4', 'b6']);
      assert.deepEqual(await page(store, ['ada', null], 2), ['b1', 'b3']);
      assert.deepEqual(await page(store, ['ada', null], 2, 'b3'), ['b4', 'b6']);
      assert.deepEqual(await page(store, ['ada', null], 2, 'b6'), []);
      assert.deepEqual(await page(store, ['bob']), ['b2']);
      assert.deepEqual(await page(store, []), []);
      await given(store, { changes: [changed(blockRow('b3'), { owner: 'ada', removed: true })] });
      assert.deepEqual(await page(store, ['ada']), ['b6']);
    },
  ),

  contractCase('text-block-tenants', 'tenants have text blocks of their own', async (store) => {
    await given(store, { changes: [made(blockRow('b1', { owner: null }))] });
    assert.deepEqual(await read(store, ['b1'], 'globex'), []);
    const query = { owners: [null, 'ada'] };
    assert.deepEqual(await store.page('textBlocks', { tenant: 'globex', query, limit: 9 }), []);
    assert.deepEqual(await store.commit({ tenant: 'globex', changes: [changed(blockRow('b1'))] }), conflict);
    assert.deepEqual(await store.commit({ tenant: 'globex', changes: [made(blockRow('b1'))] }), committed);
    assert.deepEqual(await read(store, ['b1']), [blockRow('b1', { owner: null })]);
  }),
];
