import { RefusedError } from '../../src/refusal/refused-error.ts';
import { heardClient } from './heard-client.ts';
import type { PgPoolLike } from './pg-like.ts';
import type { SqlExecutor } from './sql-executor.ts';

/**
 * Runs each statement on a connection of its own from the pool, and gives up when none comes free: if every connection is
 * held by a transaction that waits for this very statement, it would wait for ever.
 */
export const poolBeside = (
  pool: PgPoolLike,
  run: (client: PgLikeClient) => SqlExecutor,
  patience: number,
): SqlExecutor => ({
  query: async (text, params, name) => {
    const client = await acquire(pool, patience);
    let destroy = true;
    try {
      const result = await heardClient(client, () => run(client).query(text, params, name));
      destroy = false;
      return result;
    } finally {
      client.release(destroy);
    }
  },
});

type PgLikeClient = Awaited<ReturnType<PgPoolLike['connect']>>;

/** A connection that comes too late goes straight back. */
const acquire = async (pool: PgPoolLike, patience: number): Promise<PgLikeClient> => {
  const connecting = pool.connect();
  let timer: NodeJS.Timeout | undefined;
  const tooLate = new Promise<null>((resolve) => {
    timer = setTimeout(() => resolve(null), patience);
  });
  try {
    const client = await Promise.race([connecting, tooLate]);
    if (client !== null) return client;
  } finally {
    clearTimeout(timer);
  }
  connecting.then(
    (client) => client.release(),
    () => {},
  );
  throw exhausted(patience);
};

const exhausted = (patience: number): RefusedError => {
  const message = `No connection of the pool came free within ${patience / 1000} seconds. Numbers are drawn beside open transactions: let the pool have more connections (\`max\`) than transactions are open at once, or give the store a pool of its own.`;
  return new RefusedError({
    code: 'store_failed',
    message,
    issues: [{ path: [], code: 'pool_exhausted', message }],
    data: { sqlState: null },
  });
};
