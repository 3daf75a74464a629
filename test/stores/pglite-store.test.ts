import { describe, expect, test } from 'vitest';
import { createPostgresStore, fromPglite, type SqlExecutor } from '../../adapters/postgres/index.ts';
import { sourceRow, ticketRow } from '../kit/store-contract/sample-rows.ts';
import { storeContract } from '../kit/store-contract/store-contract.ts';
import { allDetails, creation, storedResult, tenant, ticketChange } from '../kit/store-contract/store-steps.ts';
import { schemaOnPglite, sharedPglite } from '../servers/shared-pglite.ts';
import { pgliteContext } from './pglite-context.ts';

const emptyStore = async () => {
  const { pglite, schema } = await schemaOnPglite();
  return { pglite, schema, store: createPostgresStore({ executor: fromPglite(pglite), schema }) };
};

describe('the PGlite store keeps the contract [XCT-03]', () => {
  test.each(storeContract)('$title', async ({ run }) => run(await pgliteContext()));
});

describe('statements', () => {
  const counting = async () => {
    const { pglite, schema } = await emptyStore();
    const texts: string[] = [];
    const inner = fromPglite(pglite);
    const executor: SqlExecutor = {
      query: (text, params, name) => {
        texts.push(text);
        return inner.query(text, params, name);
      },
    };
    return { store: createPostgresStore({ executor, schema }), texts };
  };
  const batchOf = (count: number, prefix: string) => ({
    tenant,
    once: storedResult(prefix),
    changes: Array.from({ length: count }, (_, index) => creation(ticketRow(`${prefix}${index}`))),
  });

  test('load and commit are one statement each, whatever they hold', async () => {
    const { store, texts } = await counting();
    await store.commit(batchOf(1, 'a'));
    await store.commit(batchOf(500, 'b'));
    expect(texts).toHaveLength(2);
    expect(texts[1]).toBe(texts[0]);

    const everything = (ids: readonly string[]) => ({
      tenant,
      once: storedResult('a'),
      tickets: { ids, numbers: ['hd-b7'], details: allDetails },
      mails: ['m1'],
      source: { ref: sourceRow('s1', 'a0').ref, messageId: '<x@example.com>', openedSince: null },
    });
    await store.load(everything(['a0', 'b499']));
    await store.load(everything(batchOf(500, 'b').changes.map(({ after }) => after.id)));
    expect(texts).toHaveLength(4);
    expect(texts[3]).toBe(texts[2]);
  });

  test('a refused commit is one statement too', async () => {
    const { store, texts } = await counting();
    await store.commit(batchOf(1, 'a'));
    const stale = { ...ticketChange(ticketRow('a0')), before: { ...ticketRow('a0'), version: 5 } };
    for (const [batch, outcome] of [
      [batchOf(1, 'a'), { outcome: 'taken', key: 'once' }],
      [
        { tenant, changes: batchOf(1, 'a').changes },
        { outcome: 'taken', key: 'id' },
      ],
      [{ tenant, changes: [stale] }, { outcome: 'conflict' }],
      [{ tenant, changes: [stale], once: storedResult('new') }, { outcome: 'conflict' }],
    ] as const) {
      texts.length = 0;
      expect(await store.commit(batch)).toEqual(outcome);
      expect(texts).toHaveLength(1);
    }
  });

  test('instants do not depend on the time zone of the session', async () => {
    const { pglite, store } = await emptyStore();
    const row = ticketRow('t1', { createdAt: '2026-03-29T01:30:00.007Z' });
    await pglite.query(`set time zone 'America/New_York'`);
    await store.commit({ tenant, changes: [creation(row)] });
    await pglite.query(`set time zone 'Asia/Kathmandu'`);
    const { tickets } = await store.load({ tenant, tickets: { ids: ['t1'], details: [] } });
    await pglite.query('reset time zone');
    expect(tickets[0]?.row).toEqual(row);
  });
});

describe('failures', () => {
  test('a store that was not migrated says so', async () => {
    const { pglite } = await sharedPglite();
    const store = createPostgresStore({ executor: fromPglite(pglite), schema: 'nowhere' });
    await expect(store.load({ tenant, mails: ['m1'] })).rejects.toMatchObject({
      code: 'store_failed',
      message: expect.stringContaining('store.migrate()'),
      data: { sqlState: '42P01' },
      cause: expect.anything(),
    });
  });

  test('a failed statement leaves nothing and keeps its cause', async () => {
    const { store } = await emptyStore();
    const row = ticketRow('t1', { subject: 'NUL \u0000 is refused by PostgreSQL' });
    const failed = store.commit({ tenant, changes: [creation(row)], once: storedResult('k') });
    await expect(failed).rejects.toMatchObject({ code: 'store_failed', cause: expect.anything() });
    expect(await store.load({ tenant, once: storedResult('k') })).toMatchObject({ once: null });
  });

  test.each(['', '1a', 'a"b', "a'b", 'a$migrate$b', 'ä', 'x'.repeat(64)])(
    '%j is no name for a schema',
    async (schema) => {
      const { pglite } = await sharedPglite();
      expect(() => createPostgresStore({ executor: fromPglite(pglite), schema })).toThrow(
        /cannot be the name of a schema/,
      );
    },
  );
});
