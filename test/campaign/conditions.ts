import { mkdirSync, writeFileSync } from 'node:fs';
import pg from 'pg';
import { createPostgresStore } from '../../adapters/postgres/index.ts';
import { compareConditions } from '../property/compare-conditions.ts';
import { startPostgres } from '../servers/postgres-server.ts';

const [rows, conditions, worlds] = [500, 500, 4];
const first = Number(process.env.FAST_CHECK_SEED ?? Date.now() % 1_000_000);

const server = await startPostgres(['-c', 'fsync=off']);
const pool = new pg.Pool({ connectionString: server.url });
const lines: string[] = [];
let evaluations = 0;
let failed = false;
try {
  const { rows: versions } = await pool.query<{ version: string }>(
    `select current_setting('server_version') as version`,
  );
  for (let world = 0; world < worlds; world += 1) {
    const store = createPostgresStore({ pool, schema: `world_${world}` });
    await store.migrate();
    const result = await compareConditions(store, { rows, conditions, seed: first + world, tenant: 'default' });
    evaluations += result.evaluations;
    failed ||= result.differences.length > 0;
    lines.push(
      `| ${first + world} | ${result.evaluations} | ${result.telling} | ${result.impossible} | ${result.differences.length} |`,
    );
    for (const one of result.differences.slice(0, 5)) console.error(one);
  }
  const report = `# Conditions: JavaScript and SQL

\`npm run campaign:conditions\`, PostgreSQL ${versions[0]?.version}, Node ${process.versions.node}. Random conditions over random tickets, every operator,
null, case, accents and characters beyond U+FFFF among the values. "Telling" conditions hold for some of the tickets and not for all;
"impossible" ones were found to hold for none by the check of configurations.

| seed | evaluations | telling | impossible | differences |
| --- | --- | --- | --- | --- |
${lines.join('\n')}

${evaluations} evaluations, ${failed ? 'with differences' : '0 differences'}.
`;
  mkdirSync('test/campaign/results', { recursive: true });
  writeFileSync('test/campaign/results/conditions.md', report);
  console.log(report);
  process.exitCode = failed ? 1 : 0;
} finally {
  await pool.end();
  await server.stop();
}
