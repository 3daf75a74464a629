// npm run bench [-- --rounds 9] [-- --only PostgreSQL] [-- --out FILE]: times the desk beside hand-written SQL, writes bench/results.md.
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
import { measureOffers } from './measure-offers.ts';
import { measurePureSteps } from './pure-steps.ts';
import { type Part, report } from './report.ts';
import { play } from './scene.ts';
import { serverCpuOf } from './server-cpu.ts';
import { type StatementTime, timeStatements } from './time-statements.ts';

const { values } = parseArgs({
  options: { rounds: { type: 'string' }, only: { type: 'string' }, out: { type: 'string' } },
});
const rounds = Number(values.rounds ?? 9);
const out = values.out ?? path.join(import.meta.dirname, 'results.md');
const say = (text: string) => process.stderr.write(`${(performance.now() / 1000).toFixed(0)} s: ${text}\n`);
const lanesOf = (store: string) => (values.only === undefined || values.only === store ? [1, 16] : []);

const parts: Part[] = [];
const layers = await measureLayers(2000, rounds);
say('layers');
const offers = await measureOffers(1000, rounds);
say('offers');
const pure = await measurePureSteps(5000, rounds);
say('pure steps');

for (const lanes of lanesOf('memory')) {
  const scene = { store: createMemoryStore(), sql: null, serverCpu: () => null };
  parts.push({ store: 'memory', lanes, comparisons: await play(scene, { rounds, lanes, count: 1000 }) });
  say(`memory, ${lanes} at once`);
}

for (const lanes of lanesOf('PGlite')) {
  const pglite = await PGlite.create();
  const store = createPostgresStore({ executor: fromPglite(pglite) });
  const scene = { store, sql: sqlOfPglite(pglite), serverCpu: () => null };
  parts.push({ store: 'PGlite', lanes, comparisons: await play(scene, { rounds, lanes, count: 60 }) });
  await pglite.close();
  say(`PGlite, ${lanes} at once`);
}

let version = 'not asked';
const statements: StatementTime[] = [];
for (const lanes of lanesOf('PostgreSQL')) {
  const server = await startPostgres();
  const pool = new pg.Pool({ connectionString: server.url, max: lanes });
  // A connection that is just being closed may still hear that the server stops.
  pool.on('error', () => {});
  const { rows } = await pool.query<{ version: string }>(`select current_setting('server_version') as version`);
  version = rows[0]?.version.split(' ')[0] ?? version;
  const scene = { store: createPostgresStore({ pool }), sql: sqlOfPool(pool), serverCpu: await serverCpuOf(pool) };
  const count = lanes === 1 ? 150 : 500;
  parts.push({ store: 'PostgreSQL', lanes, comparisons: await play(scene, { rounds, lanes, count }) });
  if (lanes === 1) statements.push(...(await timeStatements(pool, 300)));
  await pool.end();
  await server.stop();
  say(`PostgreSQL, ${lanes} at once`);
}

const machine = { cores: availableParallelism(), node: process.versions.node, postgres: version };
writeFileSync(out, report({ date: new Date(), machine, rounds, parts, layers, offers, pure, statements }));
say(`written: ${path.relative(process.cwd(), out)}`);
