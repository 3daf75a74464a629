import { randomUUID } from 'node:crypto';
import pg from 'pg';
import { inject, onTestFinished } from 'vitest';

/** A name that no other test has, on a server that many use at once. */
export const freshSchema = (): string => `test_${randomUUID().replaceAll('-', '')}`;

/** A pool on the server of this run, closed after the test. A restart of the server is no error of the pool's. */
export const openPool = (options: pg.PoolConfig = {}): pg.Pool => {
  const pool = newPool(options);
  onTestFinished(() => pool.end());
  return pool;
};

export const newPool = (options: pg.PoolConfig = {}): pg.Pool => {
  const pool = new pg.Pool({ connectionString: inject('postgresUrl'), max: 8, ...options });
  pool.on('error', () => {});
  return pool;
};
