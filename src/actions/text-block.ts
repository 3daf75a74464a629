import type { Actor } from '../ticket/actor.ts';
import type { Instant } from '../ticket/instant.ts';

/** A reusable text with placeholders, as it is stored. */
export interface TextBlock {
  readonly id: string;
  /** The user whose own it is; null: for everybody. */
  readonly owner: string | null;
  readonly name: string;
  readonly text: string;
  /** The word a reader must hold; null: none in particular. */
  readonly permission: string | null;
  readonly version: number;
  readonly changedBy: Actor;
  readonly changedAt: Instant;
  /** What was removed is not there any more for anybody: name and text are empty, and nothing changes it. */
  readonly removed: boolean;
}
