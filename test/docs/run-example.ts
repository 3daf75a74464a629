import { execFile } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

/** How an example ended. */
export interface Ran {
  readonly exitCode: number | string | null | undefined;
  readonly output: string;
  readonly errors: string;
  /** The files it wrote into its folder, by name. */
  readonly files: ReadonlyMap<string, string>;
}

/** Runs a file in a Node process of its own, in an empty folder that is removed afterwards. */
export const runExample = async (file: string): Promise<Ran> => {
  const cwd = mkdtempSync(join(tmpdir(), 'ticketwerk-example-'));
  const args = ['--conditions=ticketwerk-source', file];
  try {
    return await new Promise((resolve) => {
      execFile(
        process.execPath,
        args,
        { cwd, timeout: 60_000, env: { ...process.env, NODE_COMPILE_CACHE: join(dirname(file), 'cache') } },
        (error, output, errors) =>
          resolve({
            exitCode: error === null ? 0 : (error.code ?? error.signal),
            output,
            errors,
            files: new Map(filesIn(cwd).map((name) => [name, readFileSync(join(cwd, name), 'utf8')])),
          }),
      );
    });
  } finally {
    rmSync(cwd, { recursive: true });
  }
};

const filesIn = (folder: string): readonly string[] =>
  readdirSync(folder, { withFileTypes: true }).flatMap((entry) => (entry.isFile() ? [entry.name] : []));

/** What an example says it prints: the comment behind each `console.log`, where `…` stands for any text. */
export const promisedOutput = (code: string): readonly string[] =>
  code.split('\n').flatMap((line) => {
    if (!/\bconsole\.\w+\(/.test(line)) return [];
    const promised = /\); \/\/ (.+)$/.exec(line)?.[1];
    if (promised === undefined) throw new Error(`Say in a comment what this prints: ${line.trim()}`);
    return [promised];
  });

/** The printed lines as they were promised, or as they are. */
export const comparedOutput = (output: string, promised: readonly string[]): readonly string[] =>
  output
    .split('\n')
    .filter((line) => line !== '')
    .map((line, index) => (keeps(line, promised[index] ?? '') ? (promised[index] ?? '') : line));

const keeps = (line: string, promised: string): boolean =>
  new RegExp(`^${promised.split('…').map(escaped).join('.*')}$`).test(line);

const escaped = (text: string): string => text.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&');
