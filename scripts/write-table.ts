import { readFileSync, writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';

/** Puts a table between the marks of a page that belong to an npm script; with --check it is only compared. */
export function writeTable(page: string, script: string, table: readonly string[]): void {
  const [begin, end] = [`<!-- table: npm run ${script} -->\n`, '<!-- end of table -->\n'];
  const present = readFileSync(page, 'utf8');
  const [before] = present.split(begin);
  const [, after] = present.split(end);
  if (before === present || after === undefined)
    throw new Error(`${page} lacks the lines ${begin.trim()} and ${end.trim()}.`);
  const wanted = `${before}${begin}\n${table.map((line) => `${line}\n`).join('')}\n${end}${after}`;

  const { values } = parseArgs({ options: { check: { type: 'boolean', default: false } } });
  if (!values.check) writeFileSync(page, wanted);
  else if (present !== wanted) {
    console.error(`${page} is out of date: npm run ${script}, and commit it.`);
    process.exitCode = 1;
  }
}
