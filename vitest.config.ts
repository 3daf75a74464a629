import { defineConfig } from 'vitest/config';

// Vite’s own server conditions, with ours first: `ticketwerk` means the sources.
const conditions = ['ticketwerk-source', 'module', 'node', 'development|production'];

const project = (
  name: string,
  include: string[],
  more: { globalSetup?: string; setupFiles?: string[]; testTimeout?: number } = {},
) => ({
  extends: true as const,
  test: { name, include, ...more },
});

export default defineConfig({
  ssr: { resolve: { conditions } },
  test: {
    passWithNoTests: false,
    projects: [
      project('unit', ['test/unit/**/*.test.ts']),
      project('rules', ['test/rules/**/*.test.ts'], { testTimeout: 60_000 }),
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
            tsconfig: './tsconfig.json',
            ignoreSourceErrors: true,
          },
        },
      },
      project('stores', ['test/stores/**/*.test.ts'], { testTimeout: 60_000 }),
      project('adapters', ['test/adapters/**/*.test.ts'], { testTimeout: 60_000 }),
      project('architecture', ['test/architecture/**/*.test.ts'], { testTimeout: 60_000 }),
      project('docs', ['test/docs/**/*.test.ts'], { testTimeout: 60_000 }),
      project('package', ['test/package/**/*.test.ts'], { testTimeout: 120_000 }),
    ],
  },
});
