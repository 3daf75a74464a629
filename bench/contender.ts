/** One way of writing tickets, to be timed beside the others. Its commands work on tickets of its own, one after the other. */
export interface Contender {
  readonly name: string;
  /** @returns the id of the new ticket */
  readonly create: () => Promise<string>;
  readonly transition: () => Promise<string>;
  readonly addAction: () => Promise<string>;
}

export const commandNames = ['create', 'transition', 'addAction'] as const;
export type CommandName = (typeof commandNames)[number];
