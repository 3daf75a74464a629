// npm run bench:checks [-- --rounds 9] [-- --out FILE]: times the checks of workflows, writes bench/checks.md.
import { writeFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { timeChecks } from './time-checks.ts';

const { values } = parseArgs({ options: { rounds: { type: 'string' }, out: { type: 'string' } } });
const rounds = Number(values.rounds ?? 9);
const out = values.out ?? path.join(import.meta.dirname, 'checks.md');

const sizes = [
  { steps: 20, transitions: 80, roles: 8 },
  { steps: 60, transitions: 360, roles: 8 },
  { steps: 60, transitions: 360, roles: 20 },
  { steps: 200, transitions: 2000, roles: 8 },
];
const columns = sizes.map((size) => ({ size, times: timeChecks(size, rounds) }));
const [first] = columns;
const row = (cells: readonly string[]) => `| ${cells.join(' | ')} |\n`;
const heads = columns.map(({ size }) => `${size.steps} × ${size.transitions} × ${size.roles}`);

writeFileSync(
  out,
  `# Checks of workflows

Written by \`npm run bench:checks\` on ${new Date().toISOString().slice(0, 10)}: ${availableParallelism()} cores, Node ${process.versions.node}. Milliseconds, each the
median of ${rounds} rounds after a warm-up, for steps × transitions × roles. Every second transition has a condition on four fields, two roles hold
each word, 50 users have one role each. What is cut off at a limit is cheap: a hundred coalitions a step, 12 crews.

${row(['part', ...heads])}${row(['---', ...heads.map(() => '---:')])}${(first?.times ?? [])
  .map(({ part }, index) =>
    row([part, ...columns.map(({ times }) => (times[index]?.milliseconds ?? Number.NaN).toFixed(2))]),
  )
  .join('')}`,
);
process.stderr.write(`written: ${path.relative(process.cwd(), out)}\n`);
