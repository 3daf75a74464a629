/** What a command came to. */
export interface CommandOutcome {
  /** What it prints. */
  readonly output: string;
  /** 1: something is wrong with what it looked at. */
  readonly exitCode: 0 | 1;
}

/** One command of the table. */
export interface Command {
  /** What is typed, such as `workflow check`. */
  readonly name: string;
  /** What is typed after it. */
  readonly usage: string;
  /** One line for the list of commands. */
  readonly summary: string;
  /** What `--help` says beside the usage. */
  readonly help: string;
  /** Flags that take a text, and flags that are there or not. */
  readonly options: Readonly<Record<string, { readonly type: 'string' | 'boolean' }>>;
  run(files: readonly string[], flags: Readonly<Record<string, string | boolean | undefined>>): Promise<CommandOutcome>;
}

/** A call that cannot be carried out as it was typed; nothing was looked at. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}
