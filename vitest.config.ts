import { configDefaults, defineConfig } from 'vitest/config';

// Vite’s own server conditions, with ours first: `ticketwerk` means the sources.
const conditions = ['ticketwerk-source', 'module', 'node', 'development|production'];

/** Rules that are told of real transactions run where the PostgreSQL is. */
const transactionRules = 'test/rules/{host,unit}*.test.ts';

const project = (
  name: string,
  include: string[],
  more: {
    exclude?: string[];
    globalSetup?: string;
    setupFiles?: string[];
    testTimeout?: number;
    hookTimeout?: number;
  } = {},
) => ({
  extends: true as const,
  test: { name, include, ...more },
});

export default defineConfig({
  ssr: { resolve: { conditions } },
  test: {
    passWithNoTests: false,
    // By itself vitest leaves a core alone; of two that is half of them.
    maxWorkers: '100%',
    // What is slow to open, a PGlite and the schemas in it, serves all files of a worker.
    isolate: false,
    globalSetup: './test/servers/run-folder.ts',
    projects: [
      project('unit', ['test/unit/**/*.test.ts']),
      project('rules', ['test/rules/**/*.test.ts'], {
        exclude: [...configDefaults.exclude, transactionRules],
        testTimeout: 60_000,
      }),
      project('property', ['test/property/**/*.test-prop.ts'], {
        globalSetup: './test/property/seed.ts',
        setupFiles: ['./test/property/setup.ts'],
        testTimeout: 60_000,
      }),
      {
        extends: true as const,
        test: {
          name: 'typing',
          include: [],
          typecheck: {
            enabled: true,
            only: true,
            include: ['test/typing/**/*.test-d.ts'],
            tsconfig: './test/typing/tsconfig.json',
            ignoreSourceErrors: true,
          },
        },
      },
      project('stores', ['test/stores/**/*.test.ts', transactionRules], {
        globalSetup: './test/servers/shared-postgres.ts',
        testTimeout: 60_000,
        hookTimeout: 60_000,
      }),
      project('adapters', ['test/adapters/**/*.test.ts'], { testTimeout: 60_000 }),
      project('http', ['test/http/**/*.test.ts'], { testTimeout: 60_000 }),
      project('cli', ['test/cli/**/*.test.ts'], { testTimeout: 60_000 }),
      project('architecture', ['test/architecture/**/*.test.ts'], { testTimeout: 60_000 }),
      project('docs', ['test/docs/**/*.test.ts'], { testTimeout: 60_000 }),
      project('package', ['test/package/**/*.test.ts'], { testTimeout: 120_000 }),
    ],
  },
});
