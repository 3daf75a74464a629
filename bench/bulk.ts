// npm run bench:bulk [-- --rounds 9] [-- --out FILE]: times 1,000 changes of status in bulk beside three statements over all of them.

import { writeFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import path from 'node:path';
import { isDeepStrictEqual, parseArgs } from 'node:util';
import pg from 'pg';
import { createDesk, rolePolicy } from 'ticketwerk';
import { createPostgresStore } from 'ticketwerk/postgres';
import { startPostgres } from '../test/servers/postgres-server.ts';
import { helpdesk } from './area.ts';
import { moveAllByHand } from './by-hand/bulk.ts';
import { actor, movement } from './by-hand/facts.ts';
import { sqlOfPool } from './by-hand/sql.ts';
import { median } from './median.ts';
import { prepareTickets } from './prepare-tickets.ts';

const { values } = parseArgs({ options: { rounds: { type: 'string' }, out: { type: 'string' } } });
const rounds = Number(values.rounds ?? 9);
const out = values.out ?? path.join(import.meta.dirname, 'results-bulk.md');
const count = 1000;
const goal = 8;

const server = await startPostgres();
const pool = new pg.Pool({ connectionString: server.url, max: 4 });
pool.on('error', () => {});
const store = createPostgresStore({ pool });
await store.migrate();
const ada = createDesk({
  areas: [helpdesk],
  store,
  authorizer: rolePolicy({ roles: { agent: { '*': ['*'] } }, rolesOf: () => ['agent'] }),
  bulk: { limit: count },
}).as({ user: 'ada' });
const sql = sqlOfPool(pool);
const [own, byHand] = [await prepareTickets(ada, count), await prepareTickets(ada, count)];
await pool.query('analyze');

const desk = async (step: 'waiting' | 'doing') => {
  const done = await ada.bulk.setStep(own, step);
  if (done.changed !== count) throw new Error(`Only ${done.changed} of ${count} tickets were moved.`);
};
const hand = async (step: 'waiting' | 'doing') => {
  const { at, category, data } = movement(step === 'waiting' ? 'doing' : 'waiting');
  await moveAllByHand(sql, byHand, { step, category, at, actor, data: data.replace('"single"', '"bulk"') });
};

/** Both must write the same rows, or the comparison means nothing. */
const lastRows = async (id = '') => {
  const { rows } = await pool.query(
    `select ticket.step, ticket.category, ticket.version, event.type, event.v, event.seq, event.actor, event.data
    from ticketwerk.tickets ticket join ticketwerk.events event on event.ticket = ticket.id and event.seq = ticket.version
    where ticket.id = $1`,
    [id],
  );
  return rows;
};

const timed = async (work: () => Promise<void>): Promise<number> => {
  const start = performance.now();
  await work();
  return performance.now() - start;
};

const times: { readonly desk: number; readonly hand: number }[] = [];
await desk('waiting');
await hand('waiting');
for (let round = -2; round < rounds; round += 1) {
  const step = round % 2 === 0 ? 'doing' : 'waiting';
  const turns = [() => timed(() => desk(step)), () => timed(() => hand(step))] as const;
  const [first, second] = round % 2 === 0 ? turns : ([turns[1], turns[0]] as const);
  const [one, two] = [await first(), await second()];
  const time = round % 2 === 0 ? { desk: one, hand: two } : { desk: two, hand: one };
  if (round >= 0) times.push(time);
  const [mine, other] = [await lastRows(own[7]), await lastRows(byHand[7])];
  if (!isDeepStrictEqual(mine, other)) throw new Error(`They write different rows: ${JSON.stringify({ mine, other })}`);
}
const { rows } = await pool.query<{ version: string }>(`select current_setting('server_version') as version`);
await pool.end();
await server.stop();

const ratio = median(times.map((time) => time.desk / time.hand));
const milliseconds = (of: 'desk' | 'hand') => median(times.map((time) => time[of])).toFixed(0);
writeFileSync(
  out,
  `# Bulk benchmark

Written by \`npm run bench:bulk\` on ${new Date().toISOString().slice(0, 10)}: ${availableParallelism()} cores, Node ${process.versions.node}, PostgreSQL ${rows[0]?.version.split(' ')[0]},
database and desk on the same machine. Medians of ${rounds} rounds, desk and hand-written SQL in turns.

${count} tickets are moved to another step. The desk reads and writes them in chunks of 100, decides each by itself, asks for grants and
settings with each chunk, and answers with a verdict a ticket. By hand it is one transaction of three statements over all tickets: lock and
read, update, insert the events; it checks nothing. Both write the same rows, which is compared in every round.

| written by | ms | 
| --- | ---: |
| desk | ${milliseconds('desk')} |
| three statements | ${milliseconds('hand')} |

The desk takes ${ratio.toFixed(1)} times as long; the goal is at most ${goal}: ${ratio <= goal ? 'met' : '**not met**'}.
`,
);
process.stderr.write(
  `desk ${milliseconds('desk')} ms, three statements ${milliseconds('hand')} ms: ${ratio.toFixed(2)}\n`,
);
