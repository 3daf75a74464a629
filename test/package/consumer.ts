import { copyFileSync, mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { run } from './packed-package.ts';

/** A small project that uses the package as it was packed. */
export interface Consumer {
  /** Compiles all programs with the project's own options; throws with every error. */
  compile(): void;
  /** Runs a compiled program and gives what it prints. */
  run(program: string): string;
  /** Installs further packages. */
  install(packages: readonly string[]): void;
}

export interface ConsumerOptions {
  readonly folder: string;
  readonly tarball: string;
  readonly type: 'module' | 'commonjs';
  readonly compilerOptions: Readonly<Record<string, unknown>>;
}

/** Kept as `.mts`, because here they are ES modules; in a consumer they are what the consumer is. */
const programs = 'test/package/programs';
const files = readdirSync(programs).map((file) => ({ file, copy: file.replace(/\.mts$/, '.ts') }));
const { dependencies } = JSON.parse(readFileSync('package.json', 'utf8')) as {
  dependencies: Readonly<Record<string, string>>;
};

/** Installs without a registry: our tarball is unpacked, our dependencies are linked from the repository. No optional peer is there. */
export const createConsumer = ({ folder, tarball, type, compilerOptions }: ConsumerOptions): Consumer => {
  const packages = join(folder, 'node_modules');
  const install: Consumer['install'] = (names) => {
    for (const name of names) {
      mkdirSync(dirname(join(packages, name)), { recursive: true });
      symlinkSync(resolve('node_modules', name), join(packages, name));
    }
  };
  mkdirSync(join(packages, 'ticketwerk'), { recursive: true });
  run('tar', ['-xzf', tarball, '-C', join(packages, 'ticketwerk'), '--strip-components=1'], folder);
  install([...Object.keys(dependencies), '@types/node']);
  for (const { file, copy } of files) copyFileSync(join(programs, file), join(folder, copy));
  writeFileSync(join(folder, 'package.json'), JSON.stringify({ name: 'consumer', private: true, type }));
  writeFileSync(
    join(folder, 'tsconfig.json'),
    JSON.stringify({
      compilerOptions: { target: 'es2023', strict: true, types: ['node'], outDir: 'out', ...compilerOptions },
      files: files.map(({ copy }) => copy),
    }),
  );
  return {
    compile: () => void run(process.execPath, [resolve('node_modules/typescript/bin/tsc')], folder),
    run: (program) => run(process.execPath, [`out/${program}.js`], folder),
    install,
  };
};
