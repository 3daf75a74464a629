import type { TextBlock } from '../../actions/text-block.ts';
import type { Actor } from '../../ticket/actor.ts';
import type { Instant } from '../../ticket/instant.ts';

/** A text block as its readers see it. */
export interface TextBlockView {
  readonly id: string;
  readonly name: string;
  /** With its placeholders; `textBlocks.render` fills them in. */
  readonly text: string;
  readonly scope: 'global' | 'personal';
  /** The word a reader must hold; null: none in particular. */
  readonly permission: string | null;
  /** Raised by every change; for `expectedVersion`. */
  readonly version: number;
  readonly changedAt: Instant;
  readonly changedBy: Actor;
}

export const textBlockView = (block: TextBlock): TextBlockView => ({
  id: block.id,
  name: block.name,
  text: block.text,
  scope: block.owner === null ? 'global' : 'personal',
  permission: block.permission,
  version: block.version,
  changedAt: block.changedAt,
  changedBy: block.changedBy,
});
