import type { TicketReference } from '../agent.ts';
import type { CommandOptions } from '../command-options.ts';
import type { Mode } from '../mode.ts';
import type { TextBlockOutcome } from './change-text-block.ts';
import type { TextBlockPreview } from './preview-text-block.ts';
import type { TextBlocksPage, TextBlocksQuery } from './read-text-blocks.ts';

/** A text block to save. */
export interface TextBlockInput {
  /** The one to change; what is left out of it is kept. Default: a new one. */
  readonly id?: string;
  readonly name?: string;
  /** Liquid, with the placeholders that every template has: `ticket.number`, `requester.name`, `today` and so on. */
  readonly text?: string;
  /** `global` ones are for everybody, and need `text_blocks.manage` of the desk to be changed. It stays. Default: `personal`. */
  readonly scope?: 'global' | 'personal';
  /** A word that readers of a global one must hold, for the desk or in any area. Default: none. */
  readonly permission?: string | null;
}

/** Commands on text blocks. `expectedVersion` is the text block's version here. */
export interface TextBlockCommands<M extends Mode> {
  /** Saves a new text block, or changes one. */
  save(input: TextBlockInput, options?: CommandOptions): TextBlockAnswer<M>;
  /** Removes a text block for good. */
  remove(id: string, options?: CommandOptions): TextBlockAnswer<M>;
}

type TextBlockAnswer<M extends Mode> = Promise<M extends 'preview' ? TextBlockPreview : TextBlockOutcome>;

/** Reusable texts: one's own, and global ones. To everybody else personal ones do not exist. */
export interface TextBlocks extends TextBlockCommands<'run'> {
  list(query?: TextBlocksQuery): Promise<TextBlocksPage>;
  /** The text with its placeholders filled in from a ticket, for any field: nothing internal can stand in it. */
  render(id: string, ticket: TicketReference): Promise<{ readonly text: string }>;
}
