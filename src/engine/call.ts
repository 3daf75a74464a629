import type { Grants } from '../ports/authorizer.ts';
import type { Actor } from '../ticket/actor.ts';
import type { Scope } from './scope.ts';
import type { StoredUpload } from './upload.ts';

/** One call on its way: who calls, where it runs, and what he may do. */
export interface Call extends Scope {
  readonly actor: Actor;
  readonly grants: Grants;
  /** Content that was stored for this call, in the order of its uploads. Left out: none was stored yet. */
  readonly uploaded?: readonly StoredUpload[];
}
