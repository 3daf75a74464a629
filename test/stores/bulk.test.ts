import { expect, test } from 'vitest';
import { createPostgresStore } from '../../adapters/postgres/index.ts';
import { bulkOverAndOver } from '../campaign/bulk-over-and-over.ts';
import { freshSchema, openPool } from '../servers/postgres-schema.ts';

test('a bulk command on PostgreSQL that is stopped, killed and resumed does nothing twice and leaves nothing out [BLK-01] [BLK-06]', async () => {
  const seed = Number(process.env.FAST_CHECK_SEED ?? Math.trunc(Math.random() * 1_000_000));
  process.stderr.write(`seed ${seed} (repeat with FAST_CHECK_SEED=${seed})\n`);
  const pool = openPool();
  const schema = freshSchema();
  const store = createPostgresStore({ pool, schema });
  await store.migrate();
  const runs = await bulkOverAndOver(store, 450, seed);
  expect(runs.violations).toEqual([]);
  expect(runs).toMatchObject({ largestChunk: 100, readsPerChunk: 1, writesPerChunk: 1 });
  await pool.query(`drop schema ${schema} cascade`);
});
