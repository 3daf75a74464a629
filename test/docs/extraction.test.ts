import { expect, test } from 'vitest';
import type { Example } from './example.ts';
import { createExampleFolder } from './example-folder.ts';
import { markdownExamples } from './markdown-examples.ts';
import { comparedOutput, promisedOutput, runExamples } from './run-example.ts';
import { tsdocExamples } from './tsdoc-examples.ts';

const page = (...lines: string[]) => lines.join('\n');
const lineOf = (example: Example | undefined, text: string) => (example?.code.split('\n').indexOf(text) ?? -2) + 1;

test('a block of a page is an example, and its code keeps its line numbers', () => {
  const [example] = markdownExamples('a.md', page('# A', '', '```ts', 'const a = 1;', '```'));
  expect(example).toMatchObject({ file: 'a.md', line: 4 });
  expect(lineOf(example, 'const a = 1;')).toBe(4);
});

test('a block that continues is one module with the block before it', () => {
  const text = page('```ts', 'const a = 1;', '```', 'and', '```ts continue', 'a;', '```', '```ts', 'b;', '```');
  const [first, second, ...others] = markdownExamples('a.md', text);
  expect([lineOf(first, 'const a = 1;'), lineOf(first, 'a;'), lineOf(second, 'b;')]).toEqual([2, 6, 9]);
  expect(others).toEqual([]);
});

test('a block in a list, and one fenced with more backticks, is an example too', () => {
  const text = page('- so:', '', '  ```ts', '  a;', '  ```', '````ts', 'b;', '```', '````');
  expect(markdownExamples('a.md', text).map(({ code }) => code.trim())).toEqual(['a;', 'b;\n```']);
});

test('no block can hide behind another name for TypeScript or JavaScript', () => {
  for (const info of ['typescript', 'tsx', 'js', 'ts ignore', '']) {
    expect(() => markdownExamples('a.md', page(`\`\`\`${info}`, 'a;', '```'))).toThrow('is no known kind of block');
  }
});

test('a block that is never closed, or continues nothing, is an error', () => {
  expect(() => markdownExamples('a.md', page('```ts', 'a;'))).toThrow('a.md:1: this block is never closed');
  expect(() => markdownExamples('a.md', page('```ts continue', 'a;', '```'))).toThrow('there is none before it');
});

test('shell and text blocks are shown only', () => {
  expect(markdownExamples('a.md', page('```sh', 'npm ci', '```', '```text', 'a', '```'))).toEqual([]);
});

test('an @example is taken from TSDoc, fenced or bare, each by itself', () => {
  const text = page(
    '/**',
    ' * Adds.',
    ' * @example',
    ' * ```ts',
    ' * add(1);',
    ' * ```',
    ' * @example',
    ' * add(2);',
    ' * @returns a sum',
    ' */',
  );
  const examples = tsdocExamples('a.ts', text);
  expect(examples.map(({ code, line }) => [code.trim(), line])).toEqual([
    ['add(1);', 5],
    ['add(2);', 8],
  ]);
});

test('an @example without code, or fenced as something else, is an error', () => {
  expect(() => tsdocExamples('a.ts', '/** @example */')).toThrow('this @example is empty');
  expect(() => tsdocExamples('a.ts', page('/**', ' * @example', ' * ```js', ' * a;', ' * ```', ' */'))).toThrow(
    'one block',
  );
});

test('what an example prints is compared with what it says', () => {
  const promised = promisedOutput(page("console.log('a'); // a", "console.log('b-7-c'); // b-…-c"));
  expect(comparedOutput('a\nb-7-c\n', promised)).toEqual(promised);
  expect(comparedOutput('a\nb-7-d\n', promised)).not.toEqual(promised);
  expect(comparedOutput('a\n', promised)).not.toEqual(promised);
  expect(() => promisedOutput('console.log(1);')).toThrow('Say in a comment what this prints');
});

test('whatever ends an example, it is told of that one, and the others run all the same', async () => {
  const codes = [
    "console.log('one');",
    "console.log('two');\nthrow new Error('broken');",
    'await new Promise(() => {});',
    "setTimeout(() => console.log('late'));",
    'process.exit(3);',
    "import { readdirSync } from 'node:fs';\nconsole.log(readdirSync('.').length);",
  ];
  const folder = createExampleFolder(codes.map((code, index) => ({ file: `${index}.md`, line: 1, code })));
  try {
    const ran = await runExamples(folder.files);
    expect(ran.map(({ exitCode, output }) => [exitCode, output])).toEqual([
      [0, 'one\n'],
      [1, 'two\n'],
      [13, ''],
      [0, 'late\n'],
      [3, ''],
      [0, '0\n'],
    ]);
    expect(ran.map(({ errors }) => /Error: broken/.test(errors))).toEqual([false, true, false, false, false, false]);
    expect(ran[0]?.errors).toBe('');
  } finally {
    folder.remove();
  }
});

test('an example that does not end is ended', async () => {
  const folder = createExampleFolder([{ file: 'a.md', line: 1, code: 'setInterval(() => {}, 1000);' }]);
  try {
    expect(await runExamples(folder.files, 1000)).toMatchObject([{ exitCode: 'SIGKILL' }]);
  } finally {
    folder.remove();
  }
});
