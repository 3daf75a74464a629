import type { Grants } from '../ports/authorizer.ts';
import type { Actor } from '../ticket/actor.ts';
import type { Engine } from './engine.ts';

/** One call on its way: who calls, for which tenant, and what he may do. */
export interface Call {
  readonly engine: Engine;
  readonly tenant: string;
  readonly actor: Actor;
  readonly grants: Grants;
}
