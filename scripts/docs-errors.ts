import { readFileSync, writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { refusalCodes } from '../src/refusal/refusal-codes.ts';

// The table of docs/errors/README.md, written from src/refusal/refusal-codes.ts; with --check only compared.
const page = 'docs/errors/README.md';
const [begin, end] = ['<!-- table: npm run docs:errors -->\n', '<!-- end of table -->\n'];

const rows = Object.entries(refusalCodes).map(([code, advice]) => `| [\`${code}\`](${code}.md) | ${advice} |\n`);
const table = `\n| code | meaning and advice |\n| --- | --- |\n${rows.join('')}\n`;

const present = readFileSync(page, 'utf8');
const [before] = present.split(begin);
const [, after] = present.split(end);
if (before === present || after === undefined)
  throw new Error(`${page} lacks the lines ${begin.trim()} and ${end.trim()}.`);
const wanted = `${before}${begin}${table}${end}${after}`;

const { values } = parseArgs({ options: { check: { type: 'boolean', default: false } } });
if (!values.check) writeFileSync(page, wanted);
else if (present !== wanted) {
  console.error(`${page} is out of date: npm run docs:errors, and commit it.`);
  process.exitCode = 1;
}
