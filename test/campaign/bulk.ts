// npm run campaign:bulk: one bulk command over 10,000 tickets on PostgreSQL, stopped, killed and resumed.
import { mkdirSync, writeFileSync } from 'node:fs';
import pg from 'pg';
import { createPostgresStore } from '../../adapters/postgres/index.ts';
import { startPostgres } from '../servers/postgres-server.ts';
import { bulkOverAndOver } from './bulk-over-and-over.ts';

const count = 10_000;
const seed = Number(process.env.FAST_CHECK_SEED ?? Date.now() % 1_000_000);
const server = await startPostgres();
const pool = new pg.Pool({ connectionString: server.url, max: 8 });
pool.on('error', () => {});
try {
  const { rows } = await pool.query<{ version: string }>(`select current_setting('server_version') as version`);
  const store = createPostgresStore({ pool });
  await store.migrate();
  const runs = await bulkOverAndOver(store, count, seed);
  const report = `# Bulk: stopped and resumed

\`npm run campaign:bulk\`, PostgreSQL ${rows[0]?.version}, Node ${process.versions.node}, seed ${seed}. One external action with a mail is added to
${count} tickets, with one idempotency key. Calls are stopped, die between two chunks, and lose the answer of a commit, at random;
the same call is made again until one comes to its end.

| calls | stopped | died | lost an answer | largest chunk | reads a chunk | writes a chunk | violations |
| --- | --- | --- | --- | --- | --- | --- | --- |
| ${runs.calls} | ${runs.stopped} | ${runs.died} | ${runs.lost} | ${runs.largestChunk} | ${runs.readsPerChunk} | ${runs.writesPerChunk} | ${runs.violations.length} |

A violation is a ticket with another history than one action and one queued mail.
`;
  mkdirSync('test/campaign/results', { recursive: true });
  writeFileSync('test/campaign/results/bulk.md', report);
  console.log(report);
  for (const violation of runs.violations.slice(0, 20)) console.error(violation);
  process.exitCode = runs.violations.length > 0 ? 1 : 0;
} finally {
  await pool.end();
  await server.stop();
}
