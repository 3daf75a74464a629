// npm run bench:what-if [-- --tickets 1000000] [-- --out FILE]: what a change of a workflow would do to a million tickets.
import { writeFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import pg from 'pg';
import { createDesk, defineWorkflow, rolePolicy } from 'ticketwerk';
import { createPostgresStore } from 'ticketwerk/postgres';
import { startPostgres } from '../test/servers/postgres-server.ts';
import { helpdesk, newTicket } from './area.ts';
import { median } from './median.ts';

const { values } = parseArgs({ options: { tickets: { type: 'string' }, out: { type: 'string' } } });
const tickets = Number(values.tickets ?? 1_000_000);
const out = values.out ?? path.join(import.meta.dirname, 'results-what-if.md');
const goal = 1000;

const server = await startPostgres();
const pool = new pg.Pool({ connectionString: server.url, max: 4 });
pool.on('error', () => {});
const store = createPostgresStore({ pool });
await store.migrate();
const ada = createDesk({
  areas: [helpdesk],
  store,
  authorizer: rolePolicy({
    roles: { lead: { '*': ['*'] } },
    rolesOf: () => ['lead'],
    desk: { lead: ['config.admin'] },
  }),
}).as({ user: 'ada' });
await ada.tickets.create(newTicket);

// Copies of one ticket, spread over the steps.
const { rows: columns } = await pool.query<{ name: string }>(
  `select column_name as name from information_schema.columns where table_schema = 'ticketwerk' and table_name = 'tickets'`,
);
const own: Readonly<Record<string, string>> = {
  id: `'t' || n`,
  number: `'N-' || n`,
  folded_number: `'n-' || n`,
  step: `(array['new', 'doing', 'waiting', 'closed'])[1 + n % 4]`,
  category: `(array['new', 'open', 'pending', 'closed'])[1 + n % 4]`,
};
const names = columns.map(({ name }) => `"${name}"`).join(', ');
const given = columns.map(({ name }) => own[name] ?? `"${name}"`).join(', ');
await pool.query('alter table ticketwerk.tickets disable trigger all');
await pool.query(
  `insert into ticketwerk.tickets (${names})
  select ${given} from (select * from ticketwerk.tickets limit 1) one, generate_series(1, ${tickets}) n`,
);
await pool.query('alter table ticketwerk.tickets enable trigger all');
await pool.query('vacuum analyze ticketwerk.tickets');

const shorter = defineWorkflow({
  id: 'incident',
  name: 'Incident',
  initial: 'new',
  steps: {
    new: { name: 'New', category: 'new' },
    doing: { name: 'In progress', category: 'open' },
    closed: { name: 'Closed', category: 'closed' },
  },
  transitions: {
    begin: { name: 'Begin', from: ['new'], to: 'doing', permission: 'work' },
    close: { name: 'Close', from: ['doing'], to: 'closed', permission: 'work' },
  },
});
const times: number[] = [];
let unmapped: number | undefined;
for (let round = -1; round < 7; round += 1) {
  const start = performance.now();
  const answer = await ada.workflows.whatIf({ area: 'helpdesk', workflow: shorter, roles: { agent: ['work'] } });
  if (round >= 0) times.push(performance.now() - start);
  unmapped = answer.tickets?.unmapped;
}
const { rows } = await pool.query<{ version: string }>(`select current_setting('server_version') as version`);
await pool.end();
await server.stop();

const ms = median(times);
writeFileSync(
  out,
  `# What-if benchmark

Written by \`npm run bench:what-if\` on ${new Date().toISOString().slice(0, 10)}: ${availableParallelism()} cores, Node ${process.versions.node}, PostgreSQL ${rows[0]?.version.split(' ')[0]} with its
defaults, on the same machine. \`workflows.whatIf\` counts ${tickets.toLocaleString('en')} tickets by step, compares the definitions, and finds that
${unmapped?.toLocaleString('en')} tickets would stand nowhere. Median of ${times.length} calls after a first one: **${ms.toFixed(0)} ms**; the goal is less than ${goal} ms: ${ms < goal ? 'met' : '**not met**'}.
`,
);
process.stderr.write(`${ms.toFixed(0)} ms\n`);
