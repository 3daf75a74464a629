// npm run campaign:store [-- --postgres 200] [-- --pglite 60] [-- --seed N] [-- --out FILE]
import { writeFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { availableParallelism, tmpdir } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import type { Place } from '../test/campaign/place.ts';
import { runCampaign, type Tally } from '../test/campaign/run-campaign.ts';
import { startPostgres } from '../test/servers/postgres-server.ts';

const { values } = parseArgs({
  options: {
    postgres: { type: 'string', default: '200' },
    pglite: { type: 'string', default: '60' },
    seed: { type: 'string' },
    out: { type: 'string' },
  },
});
const seed = values.seed === undefined ? Math.trunc(Math.random() * 0x7fff_ffff) : Number(values.seed);
if (!Number.isSafeInteger(seed)) throw new Error(`--seed must be a whole number, got "${values.seed}"`);
const out = values.out ?? path.join(import.meta.dirname, '../test/campaign/results/store.md');
const say = (text: string) => process.stderr.write(`${text}\n`);
say(`seed ${seed} (choose the same commands and moments again with --seed ${seed})`);

interface Result extends Tally {
  readonly store: string;
  readonly seconds: number;
}

const campaign = async (store: string, place: Place, kills: number): Promise<Result> => {
  const start = performance.now();
  const tally = await runCampaign({
    place,
    kills,
    seed,
    onKill: ({ kills: done, acknowledged, violations }) => {
      if (done % 20 === 0)
        say(`${store}: ${done} kills, ${acknowledged} acknowledged, ${violations.length} violations`);
    },
  });
  return { store, ...tally, seconds: (performance.now() - start) / 1000 };
};

const results: Result[] = [];
const server = await startPostgres();
results.push(await campaign('PostgreSQL', { url: server.url }, Number(values.postgres)));
await server.stop();
const folder = await mkdtemp(path.join(tmpdir(), 'ticketwerk-campaign-'));
results.push(await campaign('PGlite (folder)', { folder }, Number(values.pglite)));
await rm(folder, { recursive: true, force: true });

const violations = results.flatMap((result) => result.violations.map((violation) => `- ${result.store}: ${violation}`));
const rows = results.map((result) => [
  ...[result.store, result.kills, result.acknowledged, result.inFlight, result.repeated, result.written],
  ...[result.refused, `**${result.violations.length}**`, result.seconds.toFixed(0)],
]);
writeFileSync(
  out,
  `# Campaign: a writing process is killed

Written by \`npm run campaign:store\` on ${new Date().toISOString().slice(0, 10)}, seed ${seed}; ${availableParallelism()} cores, Node ${process.versions.node}.

A process runs commands, four at once: it creates, moves and closes tickets, adds actions, sends mails, delivers them, and creates
tickets inside transactions of a host, of which a third is rolled back. Numbers come one by one, in blocks, or without a gap. It says which
commands are finished. It is killed (\`kill -9\`) at a random moment; then everything it wrote is read and checked, and what was cut off is
sent again where it has an idempotency key. After the last kill everything is checked once more.

| store | kills | acknowledged commands | in flight when killed | of these repeated | … and written already | refused | violations | seconds |
| --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: |
${rows.map((cells) => `| ${cells.join(' | ')} |`).join('\n')}

A violation would be: an acknowledged command that is missing; a ticket whose events do not fold into its row; an event, action, mail or
delivery without the rest of its command; a number given twice, or one left out where none may be; a host’s row without its ticket or the
other way round; a repeated command that happened twice. *Refused* are commands that wanted one ticket at once, as they should be.

A killed process leaves the operating system running: power loss is another matter, and the database’s own.
${violations.length === 0 ? '' : `\n## Violations\n\n${violations.join('\n')}\n`}`,
);
say(`written: ${path.relative(process.cwd(), out)}`);
if (violations.length > 0) process.exitCode = 1;
