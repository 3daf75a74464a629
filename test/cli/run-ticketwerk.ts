import { spawnSync } from 'node:child_process';
import { join, resolve } from 'node:path';
import { runCli } from '../../cli/run-cli.ts';

/** How the command line ended. */
export interface Ended {
  readonly exitCode: number | null;
  readonly output: string;
  readonly errors: string;
}

const fixtures = resolve('test/fixtures/workflows');

/** Types a command in a process of its own, in the folder of the fixtures. */
export const ticketwerk = (...args: readonly string[]): Ended => {
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    ['--conditions=ticketwerk-source', resolve('cli/ticketwerk.ts'), ...args],
    { cwd: fixtures, encoding: 'utf8', timeout: 60_000 },
  );
  return { exitCode: status, output: stdout, errors: stderr };
};

/** The same in this process, which is faster; files are named by their whole path. */
export const inProcess = async (...args: readonly string[]): Promise<Ended> => {
  const { output, errors, exitCode } = await runCli(
    args.map((arg) => (/^[\w-]+\.\w+$/.test(arg) ? join(fixtures, arg) : arg)),
  );
  return { exitCode, output: output.replaceAll(`${fixtures}/`, ''), errors };
};

/** Code, weight and place of each line that has them. */
export const found = (output: string): readonly string[] =>
  output
    .split('\n')
    .flatMap((line) => /^ {2}(\w\d\d (?:error|warning) +[^:]+): \S.+[.]$/.exec(line)?.[1]?.replace(/ +/g, ' ') ?? []);
