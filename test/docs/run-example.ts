import { spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** How an example ended. */
export interface Ran {
  readonly exitCode: number | string;
  readonly output: string;
  readonly errors: string;
  /** The files it wrote into its folder, by name. */
  readonly files: ReadonlyMap<string, string>;
}

/**
 * Runs files one after the other, each in an empty folder and until nothing is left to do of it, so that loading the package is
 * paid for once. One that ends its process, or does not end by itself, is the last of that process: the others run in a new one.
 *
 * @param patience how long one file may take, in milliseconds
 */
export const runExamples = async (files: readonly string[], patience = 60_000): Promise<readonly Ran[]> => {
  const ran: Ran[] = [];
  while (ran.length < files.length) ran.push(...(await inOneProcess(files.slice(ran.length), patience)));
  return ran;
};

const program = fileURLToPath(new URL('example-process.ts', import.meta.url));

/** Those that ended, and the one that the process ended with. */
const inOneProcess = (files: readonly string[], patience: number): Promise<readonly Ran[]> =>
  new Promise((resolve) => {
    const folder = mkdtempSync(join(tmpdir(), 'ticketwerk-examples-'));
    for (const index of files.keys()) mkdirSync(join(folder, String(index)));
    const mark = randomUUID();
    const child = spawn(process.execPath, ['--conditions=ticketwerk-source', program, mark, folder, ...files]);
    const stop = () => child.kill('SIGKILL');
    let timer = setTimeout(stop, patience);
    let [output, errors] = ['', ''];
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      output += text;
      if (!text.includes(mark)) return;
      clearTimeout(timer);
      timer = setTimeout(stop, patience);
    });
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      errors += text;
    });
    child.on('close', (code, signal) => {
      clearTimeout(timer);
      // By the marks, and the exit codes behind them: what the first file printed, its exit code, what the second one printed, …
      const parts = output.split(new RegExp(`${mark}(\\d+)\n`));
      const said = errors.split(mark);
      const ended = files.slice(0, said.length).map((_, index) => ({
        exitCode: parts[2 * index + 1] === undefined ? (code ?? signal ?? 'unknown') : Number(parts[2 * index + 1]),
        output: parts[2 * index] ?? '',
        errors: said[index] ?? '',
        files: filesIn(join(folder, String(index))),
      }));
      rmSync(folder, { recursive: true });
      resolve(ended);
    });
  });

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

/** What an example has written beside it, by name. */
const filesIn = (folder: string): ReadonlyMap<string, string> =>
  new Map(
    readdirSync(folder, { withFileTypes: true }).flatMap((entry) =>
      entry.isFile() ? [[entry.name, readFileSync(join(folder, entry.name), 'utf8')] as const] : [],
    ),
  );
