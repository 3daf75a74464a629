// npm run campaign:workflow [-- --cases 500000] [-- --histories 10000] [-- --seed N] [-- --out FILE]
import { writeFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import pg from 'pg';
import { createMemoryStore } from 'ticketwerk/memory';
import { createPostgresStore } from 'ticketwerk/postgres';
import { compareMachines } from '../test/property/compare-machines.ts';
import { type WalkTally, walkAll } from '../test/property/walks/walk-all.ts';
import { startPostgres } from '../test/servers/postgres-server.ts';

const { values } = parseArgs({
  options: {
    cases: { type: 'string', default: '500000' },
    histories: { type: 'string', default: '10000' },
    seed: { type: 'string' },
    out: { type: 'string' },
  },
});
const seed = values.seed === undefined ? Math.trunc(Math.random() * 0x7fff_ffff) : Number(values.seed);
if (!Number.isSafeInteger(seed)) throw new Error(`--seed must be a whole number, got "${values.seed}"`);
const out = values.out ?? path.join(import.meta.dirname, '../test/campaign/results/workflow.md');
const say = (text: string) => process.stderr.write(`${text}\n`);
say(`seed ${seed} (walk the same ways again with --seed ${seed})`);

const timed = async <T>(work: () => T | Promise<T>): Promise<T & { readonly seconds: number }> => {
  const start = performance.now();
  const result = await work();
  return { ...result, seconds: (performance.now() - start) / 1000 };
};

const machine = await timed(() => compareMachines({ cases: Number(values.cases), seed }));
say(`${machine.cases} cases, ${machine.differences.length} differences`);

const histories = Number(values.histories);
const onHistory = (done: number) => {
  if (done % 1000 === 0) say(`${done} histories`);
};
const memory = await timed(() => walkAll(createMemoryStore(), { histories, seed, onHistory }));
const server = await startPostgres(['-c', 'fsync=off']);
const pool = new pg.Pool({ connectionString: server.url, max: 8 });
// A connection that is just being closed may still hear that the server stops.
pool.on('error', () => {});
const { rows } = await pool.query<{ version: string }>(`select current_setting('server_version') as version`);
const store = createPostgresStore({ pool });
const postgres = await timed(() => walkAll(store, { histories, seed, lanes: 8, onHistory }));
await pool.end();
await server.stop();

const walked = (name: string, tally: WalkTally & { readonly seconds: number }) =>
  `| ${[
    ...[name, tally.histories, tally.accepted, tally.refused, tally.reopened, `**${tally.violations.length}**`],
    tally.seconds.toFixed(0),
  ].join(' | ')} |`;
const wrong = [
  ...machine.differences.map((difference) => `- machine: ${difference}`),
  ...memory.violations.map((violation) => `- memory: ${violation}`),
  ...postgres.violations.map((violation) => `- PostgreSQL: ${violation}`),
];
writeFileSync(
  out,
  `# Campaign: random workflows

Written by \`npm run campaign:workflow\` on ${new Date().toISOString().slice(0, 10)}, seed ${seed}; ${availableParallelism()} cores, Node ${process.versions.node}, PostgreSQL ${rows[0]?.version.split(' ')[0]}.

## The compiled machine beside a plain table

| workflows | cases | a transition taken | differences | hostile ids refused | seconds |
| ---: | ---: | ---: | ---: | ---: | ---: |
| ${machine.workflows} | ${machine.cases} | ${machine.taken} | **${machine.differences.length}** | ${machine.refused} of ${machine.workflows} | ${machine.seconds.toFixed(0)} |

A case is a workflow, a step, a transition, somebody with some permissions, and a ticket. Compared are the transitions of the step in their
order, what is offered with what is disabled and hidden, and where the transition leads. The table is written in the tests, from the
workflow as it was authored; steps and transitions that are asked for are now and then none, but names such as \`xstate.stop\` and \`__proto__\`.
Each workflow is checked once more with one such name as an id, and must be refused.

## Random walks

| store | histories | accepted | refused | reopened | violations | seconds |
| --- | ---: | ---: | ---: | ---: | ---: | ---: |
${walked('memory', memory)}
${walked('PostgreSQL', postgres)}

Three agents with random permissions, the desk itself and a requester try what they like on a ticket in one of two random workflows: a
transition, to close, to switch the workflow, to edit, to add an action. A violation would be: something that was offered and is refused, or
the other way round; a step log with a gap, or one that does not end where the ticket is; events that do not fold into the row; a start
that changes or disappears; a closed step that was left by a transition without a privileged word, or by somebody who does not hold it.
${wrong.length === 0 ? '' : `\n## What is wrong\n\n${wrong.slice(0, 50).join('\n')}\n`}`,
);
say(`written: ${path.relative(process.cwd(), out)}`);
if (wrong.length > 0) process.exitCode = 1;
