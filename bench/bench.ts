// npm run bench [-- --rounds 9] [-- --out FILE]: times the desk beside hand-written SQL and writes bench/results.md.
import { writeFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { PGlite } from '@electric-sql/pglite';
import pg from 'pg';
import { createMemoryStore } from 'ticketwerk/memory';
import { createPostgresStore, fromPglite } from 'ticketwerk/postgres';
import { startPostgres } from '../test/servers/postgres-server.ts';
import { sqlOfPglite, sqlOfPool } from './by-hand/sql.ts';
import { measureLayers } from './layers.ts';
import { type Part, report } from './report.ts';
import { play } from './scene.ts';
import { serverCpuOf } from './server-cpu.ts';
import { timeStatements } from './time-statements.ts';

const { values } = parseArgs({
  options: { rounds: { type: 'string' }, out: { type: 'string' } },
});
const rounds = Number(values.rounds ?? 9);
const out = values.out ?? path.join(import.meta.dirname, 'results.md');
const say = (text: string) => process.stderr.write(`${performance.now().toFixed(0)} ms: ${text}\n`);

const parts: Part[] = [];
const layers = await measureLayers(2000, rounds);
say('layers measured');

for (const lanes of [1, 16]) {
  const store = createMemoryStore();
  const scene = { store, sql: null, serverCpu: () => null };
  parts.push({ store: 'memory', lanes, comparisons: await play(scene, { rounds, lanes, count: 1000 }) });
  say(`memory, ${lanes} at once`);
}

const pglite = await PGlite.create();
for (const lanes of [1, 16]) {
  const schema = 'ticketwerk';
  await pglite.query(`drop schema if exists ${schema} cascade`);
  const store = createPostgresStore({ executor: fromPglite(pglite), schema });
  const scene = { store, sql: sqlOfPglite(pglite), serverCpu: () => null };
  parts.push({ store: 'PGlite', lanes, comparisons: await play(scene, { rounds, lanes, count: 40 }) });
  say(`PGlite, ${lanes} at once`);
}
await pglite.close();

const server = await startPostgres();
let version = '';
const statements = [];
for (const lanes of [1, 16]) {
  const pool = new pg.Pool({ connectionString: server.url, max: lanes });
  // A connection that is just being closed may still hear that the server stops.
  pool.on('error', () => {});
  try {
    version = (await pool.query<{ v: string }>(`select current_setting('server_version') as v`)).rows[0]?.v ?? '';
    await pool.query('drop schema if exists ticketwerk cascade');
    const scene = { store: createPostgresStore({ pool }), sql: sqlOfPool(pool), serverCpu: await serverCpuOf(pool) };
    const count = lanes === 1 ? 150 : 500;
    parts.push({ store: 'PostgreSQL', lanes, comparisons: await play(scene, { rounds, lanes, count }) });
    say(`PostgreSQL, ${lanes} at once`);
    if (lanes === 1) statements.push(...(await timeStatements(pool, 300)));
  } finally {
    await pool.end();
  }
}
await server.stop();

const machine = { cores: availableParallelism(), node: process.versions.node, postgres: version.split(' ')[0] ?? '' };
writeFileSync(out, report({ date: new Date(), machine, rounds, parts, layers, statements }));
say(`written: ${path.relative(process.cwd(), out)}`);
