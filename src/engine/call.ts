import type { Grants } from '../ports/authorizer.ts';
import type { Actor } from '../ticket/actor.ts';
import type { Scope } from './scope.ts';

/** One call on its way: who calls, where it runs, and what he may do. */
export interface Call extends Scope {
  readonly actor: Actor;
  readonly grants: Grants;
}
