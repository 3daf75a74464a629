/** An import that must not be, in a file that is there for nothing else. */
export interface PlantedImport {
  /** The rule that must fire. */
  readonly rule: string;
  /** What is forbidden, in a sentence that begins with the importing side. */
  readonly forbidden: string;
  readonly file: string;
  readonly code: string;
}

const plant = (rule: string, forbidden: string, file: string, imported: string): PlantedImport => ({
  rule,
  forbidden,
  file,
  code: imported.includes(' ')
    ? `${imported}\n`
    : `import * as planted from '${imported}';\nexport const used = planted;\n`,
});

/** At least one for every rule of .dependency-cruiser.mjs. */
export const plantedImports: readonly PlantedImport[] = [
  plant('hosts-use-the-package-name', 'the demo imports the engine by path', 'demo/by-path.ts', '../src/index.ts'),
  plant(
    'adapters-see-the-public-face',
    'an adapter imports the inside of the engine',
    'adapters/memory/inside.ts',
    '../../src/engine/run.ts',
  ),
  plant(
    'adapters-see-the-public-face',
    'the command line imports the inside of the engine',
    'cli/inside.ts',
    '../src/engine/run.ts',
  ),
  plant(
    'pictures-draw',
    'another adapter draws workflows',
    'adapters/memory/drawing.ts',
    '../../src/workflow/draw/index.ts',
  ),
  plant('adapters-stand-alone', 'an adapter imports another adapter', 'adapters/smtp/another.ts', '../memory/index.ts'),
  plant('client-knows-the-routes', 'the client imports the handler', 'adapters/client/server.ts', '../http/index.ts'),
  plant('wire-is-a-leaf', 'the routes import the engine', 'adapters/http/wire/engine-user.ts', '../../../src/index.ts'),
  plant(
    'adapters-know-no-tests-and-no-tools',
    'an adapter imports the test kit',
    'adapters/memory/kit.ts',
    '../../test/kit/index.ts',
  ),
  plant(
    'src-looks-inwards',
    'the engine imports an adapter',
    'src/engine/adapter.ts',
    '../../adapters/memory/index.ts',
  ),
  plant('src-is-pure', 'the engine imports a Node built-in', 'src/engine/built-in.ts', 'node:fs'),
  plant('src-third-parties', 'the engine imports a package that it does not use', 'src/engine/server.ts', 'pg'),
  plant(
    'nobody-in-src-imports-the-index',
    'the engine imports its own index',
    'src/engine/index-user.ts',
    '../index.ts',
  ),
  plant('domain-points-down', 'a domain folder imports the engine', 'src/ticket/engine-user.ts', '../engine/run.ts'),
  plant('domain-points-down', 'a workflow imports the engine', 'src/workflow/engine-user.ts', '../engine/run.ts'),
  plant('domain-points-down', 'tickets import workflows', 'src/ticket/workflow-user.ts', '../workflow/workflow.ts'),
  plant(
    'areas-have-workflows',
    'an area imports what decides about transitions',
    'src/area/decider.ts',
    '../workflow/decide-transition.ts',
  ),
  plant('areas-have-workflows', 'an area imports the engine', 'src/area/engine-user.ts', '../engine/run.ts'),
  plant(
    'domain-takes-ports-as-types',
    'a domain folder runs code of a port',
    'src/ticket/port-runner.ts',
    '../ports/random-ids.ts',
  ),
  plant('known-folders', 'a folder that has no place imports anything', 'src/helpers/newcomer.ts', '../text/text.ts'),
  plant('ports-know-no-engine', 'a port imports the engine', 'src/ports/engine-user.ts', '../engine/run.ts'),
  plant('refusal-is-a-leaf', 'refusals import tickets', 'src/refusal/ticket-user.ts', '../ticket/ticket.ts'),
  plant('text-is-a-leaf', 'text functions import tickets', 'src/text/ticket-user.ts', '../ticket/ticket.ts'),
  plant('door-xstate', 'the engine imports xstate', 'src/engine/xstate-user.ts', 'xstate'),
  plant('door-mitt', 'a domain folder imports mitt', 'src/ticket/mitt-user.ts', 'mitt'),
  plant('door-nanoid', 'a domain folder imports nanoid', 'src/ticket/nanoid-user.ts', 'nanoid'),
  plant('door-liquidjs', 'the engine imports liquidjs', 'src/engine/liquid-user.ts', 'liquidjs'),
  plant('door-hashes', 'the engine imports a hash function', 'src/engine/hash-user.ts', '@noble/hashes/sha2.js'),
  plant('door-re2js', 'a condition imports re2js', 'src/condition/pattern-user.ts', 're2js'),
  plant('door-pg', 'another adapter imports pg', 'adapters/memory/pg-user.ts', 'pg'),
  plant('door-pglite', 'another adapter imports PGlite', 'adapters/memory/pglite-user.ts', '@electric-sql/pglite'),
  plant('door-nodemailer', 'another adapter imports nodemailer', 'adapters/memory/nodemailer-user.ts', 'nodemailer'),
  plant('door-mailparser', 'another adapter imports mailparser', 'adapters/memory/mailparser-user.ts', 'mailparser'),
  plant('door-html-to-text', 'another adapter imports html-to-text', 'adapters/memory/html-user.ts', 'html-to-text'),
  plant('door-graphviz', 'another adapter imports Graphviz', 'adapters/memory/dot-user.ts', '@hpcc-js/wasm-graphviz'),
  plant('door-hono', 'another adapter imports Hono', 'adapters/memory/hono-user.ts', 'hono'),
  plant(
    'kit-is-published',
    'the test kit imports an adapter with a peer',
    'test/kit/smtp-user.ts',
    '../../adapters/smtp/index.ts',
  ),
  plant(
    'published-code-has-its-dependencies',
    'an adapter imports a dev dependency',
    'adapters/memory/dev-user.ts',
    'fast-check',
  ),
  plant('no-cycles', 'two files import each other', 'src/engine/one.ts', '../engine/other.ts'),
  plant(
    'no-orphans',
    'a file is imported by nobody and imports nobody',
    'src/engine/alone.ts',
    'export const alone = 1;',
  ),
  plant('resolvable', 'a file imports what is not there', 'adapters/memory/nowhere.ts', './not-there.ts'),
];

/** What the planted imports lead to, with what stands in it. */
export const targets: Readonly<Record<string, string>> = {
  'src/index.ts': 'export const target = 1;\n',
  'src/engine/run.ts': 'export const target = 1;\n',
  'src/ports/random-ids.ts': 'export const target = 1;\n',
  'src/text/text.ts': 'export const target = 1;\n',
  'src/ticket/ticket.ts': 'export const target = 1;\n',
  'src/workflow/workflow.ts': 'export const target = 1;\n',
  'src/workflow/decide-transition.ts': 'export const target = 1;\n',
  'src/workflow/draw/index.ts': 'export const target = 1;\n',
  'adapters/http/index.ts': 'export const target = 1;\n',
  'adapters/memory/index.ts': 'export const target = 1;\n',
  'adapters/smtp/index.ts': 'export const target = 1;\n',
  'test/kit/index.ts': 'export const target = 1;\n',
  'docs/empty.ts': 'export const target = 1;\n',
  'scripts/empty.ts': 'export const target = 1;\n',
  'src/engine/other.ts': "export * from './one.ts';\n",
};
