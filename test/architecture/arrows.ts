import { spawnSync } from 'node:child_process';
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';

/** One import that a rule of .dependency-cruiser.mjs forbids. */
export interface Violation {
  readonly rule: string;
  readonly from: string;
  readonly to: string;
}

interface Rule {
  readonly name: string;
  readonly comment: string;
}

const configFile = resolve('.dependency-cruiser.mjs');

/** Every rule there is, with what it tells whoever breaks it. */
export const rules: readonly Rule[] = (await import(pathToFileURL(configFile).href)).default.forbidden;

const folders = ['src', 'adapters', 'cli', 'test', 'demo', 'docs', 'scripts'];

/** Everything that breaks a rule in this directory, which is laid out like the repository. */
export const violationsIn = (directory: string, config = configFile): readonly Violation[] => {
  const program = resolve('node_modules/dependency-cruiser/bin/dependency-cruiser.mjs');
  const args = [program, '--config', config, '--output-type', 'json', ...folders];
  const { stdout, stderr } = spawnSync(process.execPath, args, {
    cwd: directory,
    encoding: 'utf8',
    maxBuffer: 100_000_000,
  });
  if (!stdout.startsWith('{')) throw new Error(`dependency-cruiser failed: ${stderr}${stdout}`);
  const { summary } = JSON.parse(stdout) as {
    summary: { violations: { from: string; to: string; rule: { name: string } }[] };
  };
  return summary.violations.map(({ from, to, rule }) => ({ rule: rule.name, from, to }));
};
