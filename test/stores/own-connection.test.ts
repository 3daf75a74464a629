import { describe, expect, test } from 'vitest';
import { createPostgresStore, type SqlExecutor } from '../../adapters/postgres/index.ts';
import { ticketRow } from '../kit/store-contract/sample-rows.ts';
import { creation, tenant } from '../kit/store-contract/store-steps.ts';

const batch = { tenant, changes: [creation(ticketRow('t1'))] };

/** A database in which so many statements lose against another transaction before one gets through. */
const losing = (code: string, times: number) => {
  let sent = 0;
  const executor: SqlExecutor = {
    query: async () => {
      sent += 1;
      if (sent <= times) throw Object.assign(new Error('lost'), { code });
      return { rows: [{ outcome: 'committed', first: '7', result: '[]' }] };
    },
  };
  return { store: createPostgresStore({ executor }), sent: () => sent };
};

describe.each(['40001', '40P01'])('a statement that fails with %s on our own connection', (code) => {
  test('is sent again, up to three times', async () => {
    const { store, sent } = losing(code, 3);
    expect(await store.commit(batch)).toEqual({ outcome: 'committed' });
    expect(sent()).toBe(4);
    const drawn = losing(code, 3);
    expect(await drawn.store.draw({ tenant, series: 'HD', count: 1, from: 1 })).toBe(7);
  });

  test('is a conflict after that, or a failure where nothing is decided', async () => {
    const { store, sent } = losing(code, 99);
    expect(await store.commit(batch)).toEqual({ outcome: 'conflict' });
    expect(sent()).toBe(4);
    await expect(store.load({ tenant })).rejects.toMatchObject({ code: 'store_failed', data: { sqlState: code } });
  });

  test('is a final conflict on the connection of the host, and sent once', async () => {
    const texts: string[] = [];
    const driver = {
      query: async () => ({ rows: [] }),
      beside: null,
      within: (_handle: object): SqlExecutor => ({
        query: async (text) => {
          texts.push(text.trim().split(/\s/)[0] ?? '');
          if (!/savepoint/.test(text)) throw Object.assign(new Error('lost'), { code });
          return { rows: [] };
        },
      }),
    };
    const inside = createPostgresStore({ executor: driver }).within({});
    expect(await inside.commit(batch)).toEqual({ outcome: 'conflict', final: true });
    expect(texts).toEqual(['savepoint', 'with', 'rollback', 'release']);
    await expect(inside.load({ tenant })).rejects.toMatchObject({ code: 'conflict' });
  });
});

test('a store on a plain executor takes part in no transaction, and says so in its type', () => {
  const store = createPostgresStore({ executor: losing('40001', 0).store as never as SqlExecutor });
  expect(store).not.toHaveProperty('within');
});
