import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';

interface Requirement {
  readonly id: string;
  readonly statement: string;
  readonly refusals: string | null;
}

const PROVEN = 'docs/proven.txt';
const HELP = `Which requirements of docs/requirements.json have a test whose title carries their ID?

  npm run requirements                      table of all
  npm run requirements -- --missing         only what still wants a test
  npm run requirements -- --check FILE      compare with the committed list, exit 1 on any difference
  npm run requirements -- --write           rewrite ${PROVEN}

A title proves a rule with [ABC-01], and the refusals of that rule with [ABC-01 refused].`;

/** Collected by running the test files, so that titles of parametrised tests count; skipped tests are not listed. */
function testTitles(): string[] {
  const folder = mkdtempSync(join(tmpdir(), 'ticketwerk-titles-'));
  try {
    const file = join(folder, 'titles.json');
    const args = ['node_modules/vitest/vitest.mjs', 'list', '--no-static-parse', `--json=${file}`];
    // Nothing is run: a server that is named already is not started.
    const env = { ...process.env, TICKETWERK_TEST_POSTGRES_URL: 'postgres://nowhere.invalid' };
    const run = spawnSync(process.execPath, args, { encoding: 'utf8', env });
    if (run.status !== 0 || !existsSync(file)) {
      throw new Error(`vitest could not list the tests:\n${run.stdout}${run.stderr}`);
    }
    const tests = JSON.parse(readFileSync(file, 'utf8')) as { name: string }[];
    return tests.map((test) => test.name);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** `ABC-01` and `ABC-01 refused` of all titles, and everything that looks like an ID but is none. */
function claims(titles: readonly string[], requirements: readonly Requirement[]) {
  const ids = new Set(requirements.map(({ id }) => id));
  const prefixes = new Set(requirements.map(({ id }) => prefixOf(id)));
  const proven = new Set<string>();
  const unknown = new Set<string>();
  for (const title of titles) {
    for (const [, prefix = '', digits = '', rest = ''] of title.matchAll(/\[([A-Z]{3})-(\d+)([^\]]*)\]/g)) {
      if (!prefixes.has(prefix) && digits.length !== 2) continue;
      const claim = `${prefix}-${digits}${rest}`;
      if (ids.has(`${prefix}-${digits}`) && (rest === '' || rest === ' refused')) proven.add(claim);
      else unknown.add(`[${claim}] in "${title}"`);
    }
  }
  return { proven, unknown };
}

const prefixOf = (id: string): string => id.slice(0, 3);

function wantedBy({ id, refusals }: Requirement): string[] {
  return refusals === null ? [id] : [id, `${id} refused`];
}

function printTable(requirements: readonly Requirement[], proven: ReadonlySet<string>, onlyMissing: boolean): void {
  const done = (claim: string) => proven.has(claim);
  const groups = Map.groupBy(requirements, ({ id }) => prefixOf(id));
  for (const [prefix, group] of groups) {
    const shown = onlyMissing ? group.filter((row) => !wantedBy(row).every(done)) : group;
    if (shown.length === 0) continue;
    console.log(`\n${prefix}  ${group.filter((row) => wantedBy(row).every(done)).length} of ${group.length} complete`);
    for (const row of shown) {
      const rule = done(row.id) ? 'proven' : 'missing';
      const refusal = row.refusals === null ? '-' : done(`${row.id} refused`) ? 'refusal proven' : 'refusal missing';
      console.log(`  ${row.id}  ${rule.padEnd(7)}  ${refusal.padEnd(15)}  ${cut(row.statement, 90)}`);
    }
  }
  const rules = requirements.filter(({ id }) => done(id)).length;
  const refusing = requirements.filter(({ refusals }) => refusals !== null);
  const refused = refusing.filter(({ id }) => done(`${id} refused`)).length;
  const complete = requirements.filter((row) => wantedBy(row).every(done)).length;
  console.log(
    `\n${rules} of ${requirements.length} proven, ${refused} of ${refusing.length} refusals proven, ${complete} complete`,
  );
}

const cut = (text: string, length: number): string => (text.length <= length ? text : `${text.slice(0, length - 1)}…`);

function readList(file: string): string[] {
  return readFileSync(file, 'utf8')
    .split('\n')
    .filter((line) => line !== '');
}

function differences(expected: readonly string[], proven: ReadonlySet<string>): string[] {
  const listed = new Set(expected);
  return [
    ...expected.filter((claim) => !proven.has(claim)).map((claim) => `[${claim}] is no longer in any test title`),
    ...[...proven].filter((claim) => !listed.has(claim)).map((claim) => `[${claim}] is proven but not listed`),
  ];
}

function main(): number {
  const { values } = parseArgs({
    options: {
      missing: { type: 'boolean', default: false },
      check: { type: 'string' },
      write: { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
    },
  });
  if (values.help) {
    console.log(HELP);
    return 0;
  }
  const requirements = JSON.parse(readFileSync('docs/requirements.json', 'utf8')) as Requirement[];
  const { proven, unknown } = claims(testTitles(), requirements);
  const sorted = [...proven].sort();

  if (unknown.size > 0) {
    console.error(`Not an ID of docs/requirements.json (write [ABC-01] or [ABC-01 refused]):`);
    for (const line of unknown) console.error(`  ${line}`);
    return 1;
  }
  if (values.write) {
    writeFileSync(PROVEN, sorted.map((claim) => `${claim}\n`).join(''));
    console.log(`${PROVEN}: ${sorted.length} lines`);
    return 0;
  }
  if (values.check === undefined) {
    printTable(requirements, proven, values.missing);
    return 0;
  }
  const found = differences(readList(values.check), proven);
  if (found.length === 0) {
    console.log(`${values.check}: all ${sorted.length} lines are proven`);
    return 0;
  }
  for (const line of found) console.error(line);
  console.error('If that is meant: npm run requirements -- --write, and commit the list.');
  return 1;
}

process.exitCode = main();
