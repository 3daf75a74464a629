import { spawnSync } from 'node:child_process';
import { existsSync, globSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { refusalCodes } from '../../src/refusal/refusal-codes.ts';

const codes = Object.entries(refusalCodes);

/** Everything that could refuse with a code. */
const sources = globSync(['src/**/*.ts', 'adapters/**/*.ts'])
  .filter((file) => !file.endsWith('refusal-codes.ts'))
  .map((file) => readFileSync(file, 'utf8'))
  .join('\n');

const isUsed = (code: string): boolean => sources.includes(`'${code}'`);

test('the table of codes is up to date', () => {
  const run = spawnSync(process.execPath, ['scripts/docs-errors.ts', '--check'], { encoding: 'utf8' });
  expect({ status: run.status, errors: run.stderr }).toEqual({ status: 0, errors: '' });
});

test('every page belongs to a code', () => {
  const pages = globSync('docs/errors/*.md').filter((file) => !file.endsWith('README.md'));
  expect(pages.sort()).toEqual(codes.map(([code]) => `docs/errors/${code}.md`).sort());
});

describe.each(codes)('the page of %s', (code, advice) => {
  const file = `docs/errors/${code}.md`;
  const text = existsSync(file) ? readFileSync(file, 'utf8') : '';

  test('begins with the code and what the table says of it', () => {
    expect(text.startsWith(`# ${code}\n\n${advice}\n`)).toBe(true);
  });

  test('says what it means, what causes it and how to resolve it', () => {
    const headings = [...text.matchAll(/^## (.+)$/gm)].map(([, heading]) => heading);
    expect(headings.slice(0, 3)).toEqual(['What it means', 'Common causes', 'How to resolve']);
  });

  test(isUsed(code) ? 'shows an example, because the code is in use' : 'says that the code is not used yet', () => {
    expect(text.includes('\n## Example\n')).toBe(isUsed(code));
    expect(text.includes('\nNot used yet.\n')).toBe(!isUsed(code));
  });
});
