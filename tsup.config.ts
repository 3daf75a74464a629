import { defineConfig } from 'tsup';

export default defineConfig({
  entry: {
    index: 'src/index.ts',
    memory: 'adapters/memory/index.ts',
    postgres: 'adapters/postgres/index.ts',
    smtp: 'adapters/smtp/index.ts',
    folder: 'adapters/folder/index.ts',
    files: 'adapters/files/index.ts',
    mime: 'adapters/mime/index.ts',
    pictures: 'adapters/pictures/index.ts',
    testing: 'test/kit/index.ts',
  },
  format: 'esm',
  dts: true,
  sourcemap: true,
  splitting: true,
  clean: true,
  target: 'node22',
});
