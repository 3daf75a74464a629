import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, readdirSync, symlinkSync } from 'node:fs';
import { join, resolve } from 'node:path';

const published = ['package.json', 'README.md', 'CHANGELOG.md', 'LICENSE', 'src', 'adapters', 'cli', 'test/kit'];
const tools = ['tsup.config.ts', 'tsconfig.json'];

/**
 * Builds the package in a folder of its own and packs it as it would be published.
 *
 * @returns the path of the tarball
 */
export const packPackage = (folder: string): string => {
  mkdirSync(folder, { recursive: true });
  for (const path of [...published, ...tools]) cpSync(path, join(folder, path), { recursive: true });
  symlinkSync(resolve('node_modules'), join(folder, 'node_modules'));
  run(process.execPath, ['node_modules/tsup/dist/cli-default.js', '--silent'], folder);
  run('npm', ['pack', '--ignore-scripts', '--offline', '--silent'], folder);
  const tarball = readdirSync(folder).find((file) => file.endsWith('.tgz'));
  if (tarball === undefined) throw new Error('npm pack made no tarball.');
  return join(folder, tarball);
};

/** Runs a program to its end and gives what it prints; anything but success is an error that shows it all. */
export const run = (program: string, args: readonly string[], cwd: string): string => {
  const { status, stdout, stderr, error } = spawnSync(program, args, { cwd, encoding: 'utf8' });
  if (status === 0) return stdout;
  throw new Error(`${program} ${args.join(' ')} failed (${error?.message ?? status}):\n${stdout}${stderr}`);
};
