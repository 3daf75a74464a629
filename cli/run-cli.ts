import { parseArgs } from 'node:util';
import { type Command, UsageError } from './command.ts';
import { commands } from './commands.ts';

/** What is printed where, and with which code the process ends: 0, 1 when something is wrong, 2 when the call is. */
export interface Finished {
  readonly output: string;
  readonly errors: string;
  readonly exitCode: 0 | 1 | 2;
}

/** Carries out what was typed after `ticketwerk`. */
export const runCli = async (typed: readonly string[]): Promise<Finished> => {
  try {
    if (typed.length === 0) throw new UsageError(`Name a command.\n\n${overview()}`);
    if (asksForHelp(typed[0])) return { output: overview(), errors: '', exitCode: 0 };
    const command = commands.find(({ name }) => name === typed.slice(0, words(name)).join(' '));
    if (command === undefined) throw new UsageError(`There is no command "${typed.join(' ')}".\n\n${overview()}`);
    return { ...(await run(command, typed.slice(words(command.name)))), errors: '' };
  } catch (error) {
    if (error instanceof UsageError) return { output: '', errors: `${error.message}\n`, exitCode: 2 };
    throw error;
  }
};

const run = async (command: Command, args: readonly string[]): ReturnType<Command['run']> => {
  if (args.some(asksForHelp)) return { output: help(command), exitCode: 0 };
  const { positionals, values } = parsed(command, args);
  return command.run(positionals, values);
};

const parsed = (command: Command, args: readonly string[]) => {
  try {
    return parseArgs({ args: [...args], options: command.options, allowPositionals: true });
  } catch (error) {
    throw new UsageError(`${error instanceof Error ? error.message : String(error)}\n\n${help(command)}`);
  }
};

const words = (name: string): number => name.split(' ').length;
const asksForHelp = (typed: string | undefined): boolean => typed === '--help' || typed === '-h';

const help = ({ name, usage, help: more }: Command): string => `ticketwerk ${name} ${usage}\n\n${more}\n`;

const overview = (): string =>
  [
    'ticketwerk COMMAND …',
    '',
    ...commands.map(({ name, usage, summary }) => `  ${name} ${usage}\n      ${summary}`),
    '',
    'ticketwerk COMMAND --help says more.',
    '',
  ].join('\n');
