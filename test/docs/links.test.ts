import { existsSync, readFileSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { pages } from './all-examples.ts';

const withoutCode = (text: string): string =>
  text.replace(/^\s*(`{3,})[\s\S]*?^\s*\1$/gm, '').replace(/`[^`\n]*`/g, '');

/** Anchors as GitHub makes them of headings. */
const anchorsOf = (file: string): readonly string[] =>
  [...readFileSync(file, 'utf8').matchAll(/^#+ (.+)$/gm)].map(([, heading = '']) =>
    heading
      .toLowerCase()
      .replace(/[^\p{L}\p{N} _-]/gu, '')
      .replaceAll(' ', '-'),
  );

/** Links that lead nowhere. */
const broken = (file: string): readonly string[] =>
  [...withoutCode(readFileSync(file, 'utf8')).matchAll(/\]\(([^)\s]+)\)/g)]
    .map(([, link = '']) => link)
    .filter((link) => !/^(https?|mailto):/.test(link))
    .filter((link) => {
      const [path = '', anchor] = link.split('#');
      const target = path === '' ? file : join(dirname(file), path);
      if (!existsSync(target)) return true;
      return anchor !== undefined && (statSync(target).isDirectory() || !anchorsOf(target).includes(anchor));
    });

describe('no link leads nowhere', () => {
  test.each(pages)('in %s', (file) => {
    expect(broken(file)).toEqual([]);
  });
});

/** Paths of the repository that a page names in its text. Patterns and placeholders are none. */
const namedPaths = (file: string): readonly string[] =>
  [...readFileSync(file, 'utf8').matchAll(/`((?:src|adapters|test|docs|scripts|demo|lint|\.ci)\/[^`\s*<>]+)`/g)].map(
    ([, path = '']) => path,
  );

describe('no path is named that is not there', () => {
  test.each(pages)('in %s', (file) => {
    expect(namedPaths(file).filter((path) => !existsSync(path))).toEqual([]);
  });
});
