// npm run campaign:leaks [-- --tickets 10000] [-- --seed N] [-- --out FILE]
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { findLeaks } from '../property/find-leaks.ts';

const { values } = parseArgs({
  options: { tickets: { type: 'string', default: '10000' }, seed: { type: 'string' }, out: { type: 'string' } },
});
const seed = values.seed === undefined ? Math.trunc(Math.random() * 0x7fff_ffff) : Number(values.seed);
if (!Number.isSafeInteger(seed)) throw new Error(`--seed must be a whole number, got "${values.seed}"`);
const out = values.out ?? path.join(import.meta.dirname, 'results/leaks.md');
process.stderr.write(`seed ${seed} (repeat this run with --seed ${seed})\n`);

const start = performance.now();
const { tickets, steps, planted, outputs } = await findLeaks(Number(values.tickets), { seed });
const seconds = (performance.now() - start) / 1000;

const sum = (counts: ReadonlyMap<string, number>): number => [...counts.values()].reduce((all, one) => all + one, 0);
const table = (counts: ReadonlyMap<string, number>): string =>
  [...counts]
    .sort(([, one], [, other]) => other - one)
    .map(([kind, count]) => `| ${kind} | ${count} |`)
    .join('\n');

writeFileSync(
  out,
  `# Campaign: nothing internal reaches a requester

Written by \`npm run campaign:leaks\` on ${new Date().toISOString().slice(0, 10)}, seed ${seed}; Node ${process.versions.node}, ${seconds.toFixed(0)} seconds.

Random histories of agents and requesters of two customers, on areas with and without a portal. Everything internal is a canary: texts,
names, ids, numbers, times, and the moments at which something internal happens. Whatever a requester reads is searched for them, and
for everything of the other customer; sums and numbers of what he sees are compared with what the store says is external.

**${tickets} tickets, ${steps} steps, ${sum(outputs)} outputs, 0 leaks.** The first leak would have ended the campaign.

## Where the canaries lie

${sum(planted)} of them are in the store and in the host's own records when a history ends.

| canary | found there |
| --- | ---: |
${table(planted)}

## What was searched

| output | searched |
| --- | ---: |
${table(outputs)}
`,
);
process.stderr.write(`written: ${path.relative(process.cwd(), out)}\n`);
