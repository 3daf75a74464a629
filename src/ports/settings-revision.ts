import type { Actor } from '../ticket/actor.ts';
import type { Instant } from '../ticket/instant.ts';

/** The settings of a tenant at one revision. Revisions are kept: together they are the history. */
export interface SettingsRevision {
  /** 1, 2, 3 and so on; as long as nothing is stored the revision is 0. */
  readonly revision: number;
  /** JSON text, kept letter by letter: the order of its keys means something. */
  readonly document: string;
  readonly at: Instant;
  readonly actor: Actor;
}
