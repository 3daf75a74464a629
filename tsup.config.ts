import { defineConfig } from 'tsup';

const subpaths = {
  index: 'src/index.ts',
  memory: 'adapters/memory/index.ts',
  postgres: 'adapters/postgres/index.ts',
  smtp: 'adapters/smtp/index.ts',
  folder: 'adapters/folder/index.ts',
  files: 'adapters/files/index.ts',
  mime: 'adapters/mime/index.ts',
  pictures: 'adapters/pictures/index.ts',
  http: 'adapters/http/index.ts',
  client: 'adapters/client/index.ts',
  express: 'adapters/express/index.ts',
  next: 'adapters/next/index.ts',
  testing: 'test/kit/index.ts',
};

export default defineConfig({
  entry: { ...subpaths, cli: 'cli/ticketwerk.ts' },
  format: 'esm',
  dts: { entry: subpaths },
  sourcemap: true,
  splitting: true,
  clean: true,
  target: 'node22',
});
