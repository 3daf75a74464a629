import { spawnSync } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type ConsumerOptions, createConsumer } from './consumer.ts';
import { packPackage, run } from './packed-package.ts';

let folder: string;
let tarball: string;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'ticketwerk-package-'));
  tarball = packPackage(join(folder, 'package'));
}, 240_000);
afterAll(() => rmSync(folder, { recursive: true }));

const peers = ['mailparser', 'html-to-text', 'nodemailer', '@electric-sql/pglite', '@hpcc-js/wasm-graphviz', 'hono'];
const projects: readonly (Pick<ConsumerOptions, 'type' | 'compilerOptions'> & { readonly name: string })[] = [
  { name: 'NodeNext', type: 'module', compilerOptions: { module: 'nodenext' } },
  {
    name: 'a bundler’s resolution',
    type: 'module',
    compilerOptions: { module: 'esnext', moduleResolution: 'bundler', lib: ['es2023', 'dom', 'dom.iterable'] },
  },
  {
    name: 'every strict option there is',
    type: 'module',
    compilerOptions: {
      module: 'nodenext',
      exactOptionalPropertyTypes: true,
      noUncheckedIndexedAccess: true,
      noPropertyAccessFromIndexSignature: true,
      noImplicitOverride: true,
      verbatimModuleSyntax: true,
      isolatedModules: true,
    },
  },
  { name: 'CommonJS, through require of an ES module', type: 'commonjs', compilerOptions: { module: 'nodenext' } },
];

describe.each(projects)('the packed package in a project with $name', ({ name, ...project }) => {
  test('compiles without any optional peer, declarations included, and runs with those it uses', () => {
    const own = join(folder, name);
    mkdirSync(own);
    const consumer = createConsumer({ ...project, folder: own, tarball });
    consumer.compile();
    expect(consumer.run('without-peers')).toBe('true true 2 New 2 TICKETS-2026-00001 flowchart 0 function\n');
    expect(() => consumer.run('with-peers')).toThrow(
      /Cannot find (package|module) '(mailparser|html-to-text|nodemailer|hono)'/,
    );
    consumer.install(peers);
    expect(consumer.run('with-peers')).toBe('Hello Help-Desk Flow 0\n');
  });
});

test('the packed command line checks a workflow as its installed link', () => {
  const own = join(folder, 'command-line');
  mkdirSync(own);
  createConsumer({ folder: own, tarball, type: 'module', compilerOptions: { module: 'nodenext' } });
  const { bin } = JSON.parse(readFileSync(join(own, 'node_modules/ticketwerk/package.json'), 'utf8'));
  // What npm does with the bin of a package that it installs.
  const program = join(own, 'node_modules/ticketwerk', bin.ticketwerk);
  const links = join(own, 'node_modules', '.bin');
  const link = join(links, 'ticketwerk');
  mkdirSync(links);
  symlinkSync(program, link);
  chmodSync(program, 0o755);
  const check = (file: string) =>
    spawnSync(link, ['workflow', 'check', resolve('test/fixtures/workflows', file)], {
      cwd: own,
      encoding: 'utf8',
    });
  const broken = check('broken.json');
  expect(broken.stdout).toContain('  E06 error   steps.waiting: ');
  expect({ exitCode: broken.status, errors: broken.stderr }).toEqual({ exitCode: 1, errors: '' });
  expect(check('sound.json')).toMatchObject({ status: 0, stderr: '' });
});

test('the tarball holds what its exports and source maps point at, and no tests', () => {
  const files = run('tar', ['-tzf', tarball], folder).split('\n');
  const wanted = ['dist/index.js', 'dist/index.d.ts', 'src/index.ts', 'test/kit/index.ts', 'README.md', 'LICENSE'];
  expect(files).toEqual(expect.arrayContaining(wanted.map((file) => `package/${file}`)));
  expect(files.filter((file) => /\.test\.ts$|^package\/(demo|docs|scripts|bench)\//.test(file))).toEqual([]);
});
