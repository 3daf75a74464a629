const DOMAIN =
  '(area|ticket|condition|workflow|actions|mail-rules|notifications|documents|activities|persons|bulk|portal)';

/** A third-party package that may be imported in one place only. */
const door = (name, npmPackage, place, why) => ({
  name: `door-${name}`,
  severity: 'error',
  comment: why,
  from: { path: '^(src|adapters|cli|test/kit)/', pathNot: place },
  to: { path: `^node_modules/${npmPackage}/` },
});

/** @type {import('dependency-cruiser').IConfiguration} */
export default {
  forbidden: [
    {
      name: 'hosts-use-the-package-name',
      severity: 'error',
      comment:
        'Examples, demo and docs show what a user writes: import from `ticketwerk`, `ticketwerk/memory`, … and never by path. Is something missing there? Then export it from the index.ts concerned.',
      from: { path: '^(examples|demo|docs)/' },
      to: { path: '^(src|adapters|cli|test)/', dependencyTypes: ['local'] },
    },
    {
      name: 'adapters-see-the-public-face',
      severity: 'error',
      comment:
        'Adapters and cli use the engine like a stranger could: `src/index.ts`, `src/workflow/draw/index.ts` (which `ticketwerk/pictures` hands out), `src/ports/**`, `src/refusal/**`, `src/text/**`, and `import type` of anything in src. Need a function from elsewhere? Export it from src/index.ts.',
      from: { path: '^(adapters|cli)/' },
      to: {
        path: '^src/',
        pathNot: ['^src/(workflow/draw/)?index\\.ts$', '^src/(ports|refusal|text)/'],
        dependencyTypesNot: ['type-only'],
      },
    },
    {
      name: 'pictures-draw',
      severity: 'error',
      comment:
        'What workflows look like is the affair of adapters/pictures: everybody else draws by `drawPicture`, or takes what src/index.ts has.',
      from: { path: '^(adapters|cli)/', pathNot: '^adapters/pictures/' },
      to: { path: '^src/workflow/draw/', dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'adapters-stand-alone',
      severity: 'error',
      comment:
        'A host installs one adapter without the others: never import one adapter from another. What two share belongs behind a port in src/ports, or in src/text.',
      from: { path: '^adapters/([^/]+)/', pathNot: '^adapters/client/' },
      to: { path: '^adapters/', pathNot: '^adapters/$1/' },
    },
    {
      name: 'client-knows-the-routes',
      severity: 'error',
      comment:
        'The client runs in browsers: of the HTTP handler it takes adapters/http/wire alone, which is plain data without dependencies, and of src nothing but refusals at run time.',
      from: { path: '^adapters/client/' },
      to: {
        path: '^(adapters|src)/',
        pathNot: ['^adapters/client/', '^adapters/http/wire/', '^src/refusal/(refused-error|refusal-codes)\\.ts$'],
        dependencyTypesNot: ['type-only'],
      },
    },
    {
      name: 'wire-is-a-leaf',
      severity: 'error',
      comment: 'adapters/http/wire is shared with the client: it imports nothing but itself.',
      from: { path: '^adapters/http/wire/' },
      to: { pathNot: '^adapters/http/wire/' },
    },
    {
      name: 'adapters-know-no-tests-and-no-tools',
      severity: 'error',
      comment:
        'Published code must not reach into test/, demo/, docs/, bench/ or scripts/: none of them is on a user’s disk.',
      from: { path: '^(adapters|cli)/' },
      to: { path: '^(test|demo|docs|examples|bench|scripts)/' },
    },
    {
      name: 'src-looks-inwards',
      severity: 'error',
      comment:
        'src knows nobody outside itself: describe what you need as a port in src/ports and let an adapter implement it.',
      from: { path: '^src/' },
      to: { path: '^(adapters|cli|test|demo|docs|examples|bench|scripts)/' },
    },
    {
      name: 'src-is-pure',
      severity: 'error',
      comment:
        'src does no I/O: no Node built-ins. Describe what you need as a port in src/ports and implement it in adapters/.',
      from: { path: '^src/' },
      to: { dependencyTypes: ['core'] },
    },
    {
      name: 'src-third-parties',
      severity: 'error',
      comment:
        'src uses xstate, zod, date-fns, @date-fns/tz, nanoid, mitt, liquidjs, @noble/hashes and re2js, nothing else. Everything that talks to a server is an adapter.',
      from: { path: '^src/' },
      to: {
        path: '^node_modules/',
        pathNot: '^node_modules/(xstate|zod|date-fns|@date-fns/tz|nanoid|mitt|liquidjs|@noble/hashes|re2js)/',
      },
    },
    {
      name: 'nobody-in-src-imports-the-index',
      severity: 'error',
      comment: '`src/index.ts` is for users. Inside src import the file that defines the thing: that keeps cycles out.',
      from: { path: '^src/' },
      to: { path: '^src/index\\.ts$' },
    },
    {
      name: 'domain-points-down',
      severity: 'error',
      comment:
        'A domain folder imports ticket/, area/, condition/, refusal/, text/ and itself, never ports/ or engine/: time, ids, people and permissions reach it as arguments, and the engine calls it. Types of entities are data, so `import type … from "../ports/…"` is fine.',
      from: { path: `^src/${DOMAIN}/`, pathNot: '^src/area/' },
      to: {
        path: '^src/',
        pathNot: ['^src/(ticket|area|condition|refusal|text)/', '^src/$1/', '^src/ports/'],
      },
    },
    {
      name: 'areas-have-workflows',
      severity: 'error',
      comment:
        'src/area imports what every domain folder may, and beside that how workflows are written down, because an area has workflows: workflow.ts, definition.ts, define-workflow.ts, statuses-workflow.ts, workflow-document.ts, workflow-selection.ts and versions/workflow-versions.ts of src/workflow. What decides about steps and transitions is called by the engine, not by the area.',
      from: { path: '^src/area/' },
      to: {
        path: '^src/',
        pathNot: [
          '^src/(ticket|area|condition|refusal|text|ports)/',
          '^src/workflow/(workflow|definition|define-workflow|statuses-workflow|workflow-document|workflow-selection|versions/workflow-versions)\\.ts$',
        ],
      },
    },
    {
      name: 'domain-takes-ports-as-types',
      severity: 'error',
      comment:
        'A domain folder gets time, ids, people and permissions as arguments, so it never runs code of src/ports. Only its types are needed? Then write `import type`.',
      from: { path: `^src/${DOMAIN}/` },
      to: { path: '^src/ports/', dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'known-folders',
      severity: 'error',
      comment:
        'This folder of src has no place in the architecture yet: add it to DOMAIN in .dependency-cruiser.mjs (or give it a rule of its own), so that its arrows are checked.',
      from: { path: '^src/[^/]+/', pathNot: `^src/(${DOMAIN}|engine|ports|refusal|text)/` },
      to: {},
    },
    {
      name: 'ports-know-no-engine',
      severity: 'error',
      comment:
        'A port says what the engine needs; it must not know the engine. Pass what it needs in its method’s arguments.',
      from: { path: '^src/ports/' },
      to: { path: '^src/(engine/|desk\\.ts$)' },
    },
    {
      name: 'refusal-is-a-leaf',
      severity: 'error',
      comment:
        'src/refusal is imported by everyone, so it imports nothing but itself and zod. Pass data in as arguments.',
      from: { path: '^src/refusal/' },
      to: { pathNot: ['^src/refusal/', '^node_modules/zod/'] },
    },
    {
      name: 'text-is-a-leaf',
      severity: 'error',
      comment:
        'src/text is imported by everyone, so it imports nothing but itself (and its hash function). Pass data in as arguments.',
      from: { path: '^src/text/' },
      to: { pathNot: ['^src/text/', '^node_modules/@noble/hashes/'] },
    },
    door(
      'xstate',
      'xstate',
      '^src/workflow/machine\\.ts$',
      'XState enters through src/workflow/machine.ts only, so that a workflow stays plain data everywhere else. Use what machine.ts exports.',
    ),
    door(
      'mitt',
      'mitt',
      '^src/engine/',
      'mitt (after-commit events) is the engine’s affair: its types break under NodeNext and a throwing listener stops the others, so src/engine wraps it.',
    ),
    door(
      'nanoid',
      'nanoid',
      '^src/ports/random-ids\\.ts$',
      'Randomness enters through src/ports/random-ids.ts only. Take the id as an argument; the engine draws it from the IdSource port.',
    ),
    door(
      'liquidjs',
      'liquidjs',
      '^src/notifications/liquid\\.ts$',
      'Templates are rendered by src/notifications/liquid.ts only: its limits (own properties, parse, render, memory) must hold for every template.',
    ),
    door(
      'hashes',
      '@noble/hashes',
      '^src/text/fingerprint\\.ts$',
      'Hashing enters through src/text/fingerprint.ts only: use its functions, so that one input has one fingerprint everywhere.',
    ),
    door(
      're2js',
      're2js',
      '^src/mail-rules/linear-pattern\\.ts$',
      'Patterns that people write are compiled by src/mail-rules/linear-pattern.ts only: its limits must hold for every one of them.',
    ),
    door('pg', '(@types/)?pg', '^adapters/postgres/', 'The PostgreSQL driver is known to adapters/postgres only.'),
    door('pglite', '@electric-sql', '^adapters/postgres/', 'PGlite is known to adapters/postgres only.'),
    door(
      'nodemailer',
      '(@types/)?nodemailer',
      '^adapters/smtp/',
      'nodemailer is known to adapters/smtp only; everybody else sends through the Mailer port.',
    ),
    door(
      'mailparser',
      '(@types/)?mailparser',
      '^adapters/mime/',
      'mailparser is known to adapters/mime only; everybody else takes a parsed mail.',
    ),
    door(
      'html-to-text',
      '(@types/)?html-to-text',
      '^adapters/mime/',
      'Turning HTML into text is the affair of adapters/mime; everybody else takes the text of the parsed mail.',
    ),
    door(
      'graphviz',
      '@hpcc-js/wasm-graphviz',
      '^adapters/pictures/',
      'Graphviz is known to adapters/pictures only; what it draws is data of src/workflow/draw.',
    ),
    door(
      'hono',
      'hono',
      '^adapters/http/create-http-handler\\.ts$',
      'Hono finds the operation of a request in adapters/http/create-http-handler.ts; everything else there works with Request and Response alone.',
    ),
    {
      name: 'kit-is-published',
      severity: 'error',
      comment:
        'test/kit is published as `ticketwerk/testing`: it may use src/ and adapters/memory, nothing else of this repository. A test runner is handed in by the caller.',
      from: { path: '^test/kit/' },
      to: { path: '^(adapters/(?!memory/)|cli/|demo/|docs/|examples/|bench/|scripts/|test/(?!kit/))' },
    },
    {
      name: 'published-code-has-its-dependencies',
      severity: 'error',
      comment:
        'Published code imports dependencies and optional peers only, types included: a dev dependency is not on a user’s disk. Driver types: declare the few methods you need as `<Tech>Like`.',
      from: { path: '^(src|adapters|cli|test/kit)/' },
      to: { dependencyTypes: ['npm-dev'], dependencyTypesNot: ['npm', 'npm-peer'] },
    },
    {
      name: 'no-cycles',
      severity: 'error',
      comment:
        'Two files that need each other are one file, or hide a third one: move the shared part down. Cycles of `import type` alone are allowed, they vanish at run time.',
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    {
      name: 'no-orphans',
      severity: 'error',
      comment: 'Nobody imports this file and it imports nobody: wire it in or delete it.',
      from: { path: '^src/', orphan: true },
      to: {},
    },
    {
      name: 'resolvable',
      severity: 'error',
      comment: 'This import leads nowhere: a typo, a missing `.ts`, or a package that is not in package.json.',
      from: {},
      to: { couldNotResolve: true },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^(dist|test/fixtures)/' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    detectProcessBuiltinModuleCalls: true,
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['ticketwerk-source', 'types', 'import', 'node', 'default'],
      extensions: ['.ts', '.js', '.mjs', '.json'],
    },
  },
};
