import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { rules, type Violation, violationsIn } from './arrows.ts';
import { plantedImports, targets } from './planted-imports.ts';

let directory: string;
let violations: readonly Violation[];

const write = (file: string, text: string): void => {
  mkdirSync(dirname(join(directory, file)), { recursive: true });
  writeFileSync(join(directory, file), text);
};

/** A tree laid out like the repository. Packages are linked, and must look as if they lay in it. */
beforeAll(() => {
  directory = mkdtempSync(join(tmpdir(), 'ticketwerk-arrows-'));
  for (const file of ['package.json', 'tsconfig.json']) cpSync(file, join(directory, file));
  symlinkSync(resolve('node_modules'), join(directory, 'node_modules'));
  const config = pathToFileURL(resolve('.dependency-cruiser.mjs')).href;
  write(
    'rules.mjs',
    `import { default as base } from '${config}';\nexport default { ...base, options: { ...base.options, preserveSymlinks: true } };\n`,
  );
  for (const [file, code] of Object.entries(targets)) write(file, code);
  for (const { file, code } of plantedImports) write(file, code);
  violations = violationsIn(directory, join(directory, 'rules.mjs'));
}, 60_000);
afterAll(() => rmSync(directory, { recursive: true }));

describe('it is noticed when', () => {
  test.each(plantedImports)('$forbidden ($rule)', ({ rule, file }) => {
    expect(violations.filter(({ from }) => from === file).map((violation) => violation.rule)).toContain(rule);
  });
});

test('every rule has an import that shows it at work', () => {
  const shown = new Set(plantedImports.map(({ rule }) => rule));
  expect(rules.map(({ name }) => name).filter((name) => !shown.has(name))).toEqual([]);
});

test('no rule fires where nothing was planted', () => {
  const planted = new Set(plantedImports.map(({ file }) => file));
  const spurious = violations.filter(({ from, rule }) => !planted.has(from) && rule !== 'no-orphans');
  expect(spurious).toEqual([]);
});
