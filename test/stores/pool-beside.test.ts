import { expect, test, vi } from 'vitest';
import { createPostgresStore, fromPg } from '../../adapters/postgres/index.ts';
import type { PgPoolLike } from '../../adapters/postgres/pg-like.ts';
import { tenant } from '../kit/store-contract/store-steps.ts';

type Client = Awaited<ReturnType<PgPoolLike['connect']>>;

/** A pool whose connections come when the test says so. */
const slowPool = (query: Client['query'] = async () => ({ rows: [{ first: '1' }] })) => {
  const waiting: ((client: Client) => void)[] = [];
  const released: (boolean | undefined)[] = [];
  const listeners = { now: 0, most: 0 };
  const listen = (change: number) => {
    listeners.now += change;
    listeners.most = Math.max(listeners.most, listeners.now);
  };
  const client: Client = {
    query,
    on: () => listen(1),
    off: () => listen(-1),
    release: (destroy) => void released.push(destroy),
  };
  const pool: PgPoolLike = {
    totalCount: 1,
    query,
    connect: () => new Promise((resolve) => waiting.push(resolve)),
  };
  return { pool, released, listeners, give: () => waiting.shift()?.(client) };
};
const series = { tenant, series: 'HD', count: 1, from: 1 };

test('a number waits five seconds for a connection, and one that comes later goes straight back', async () => {
  vi.useFakeTimers();
  try {
    const { pool, released, give } = slowPool();
    const drawn = createPostgresStore({ pool }).draw(series);
    const refused = expect(drawn).rejects.toMatchObject({
      code: 'store_failed',
      message: expect.stringContaining('within 5 seconds'),
      issues: [{ code: 'pool_exhausted' }],
    });
    await vi.advanceTimersByTimeAsync(4999);
    expect(vi.getTimerCount()).toBe(1);
    await vi.advanceTimersByTimeAsync(1);
    await refused;
    expect(released).toEqual([]);
    give();
    await vi.advanceTimersByTimeAsync(0);
    expect([released, vi.getTimerCount()]).toEqual([[undefined], 0]);
  } finally {
    vi.useRealTimers();
  }
});

test('a connection is heard while it is used, and goes back when it is done', async () => {
  const { pool, released, listeners, give } = slowPool();
  const drawn = createPostgresStore({ pool }).draw(series);
  give();
  expect(await drawn).toBe(1);
  expect([released, listeners]).toEqual([[false], { now: 0, most: 1 }]);
});

test('a connection on which something failed is not used again', async () => {
  const { pool, released, listeners, give } = slowPool(() => Promise.reject(new Error('gone')));
  const drawn = createPostgresStore({ executor: fromPg(pool) }).draw(series);
  give();
  await expect(drawn).rejects.toMatchObject({ code: 'store_failed' });
  expect([released, listeners]).toEqual([[true], { now: 0, most: 1 }]);
});
