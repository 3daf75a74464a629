import type { Decided } from '../refusal/refusal.ts';
import { RefusedError } from '../refusal/refused-error.ts';
import { deepFreeze } from '../text/deep-freeze.ts';
import type { Actor } from '../ticket/actor.ts';
import { grantsOf } from './authorize.ts';
import type { Call } from './call.ts';
import { emitSafely } from './emit-safely.ts';
import type { Scope } from './scope.ts';

/** Runs one call of a surface: asks for the actor's grants, and throws what is refused. */
export const openCall = async <T>(
  scope: Scope,
  actor: Actor,
  name: string,
  run: (call: Call) => Promise<Decided<T>> | Decided<T>,
): Promise<T> => {
  const { engine, context } = scope;
  const grants = await grantsOf(engine, actor, context);
  const decided = grants.ok ? await run({ ...scope, actor, grants: grants.value }) : grants;
  if (decided.ok) return decided.value;
  emitSafely(engine, 'refused', deepFreeze({ tenant: context.tenant, actor, call: name, refusal: decided.refusal }));
  throw new RefusedError(decided.refusal);
};
