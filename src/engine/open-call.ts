import type { Decided } from '../refusal/refusal.ts';
import { RefusedError } from '../refusal/refused-error.ts';
import { deepFreeze } from '../text/deep-freeze.ts';
import type { Actor } from '../ticket/actor.ts';
import { grantsOf } from './authorize.ts';
import type { Call } from './call.ts';
import { emitSafely } from './emit-safely.ts';
import type { Engine } from './engine.ts';

/** Runs one call of a surface: asks for the actor's grants, and throws what is refused. */
export const openCall = async <T>(
  { engine, tenant, actor }: { readonly engine: Engine; readonly tenant: string; readonly actor: Actor },
  name: string,
  run: (call: Call) => Promise<Decided<T>> | Decided<T>,
): Promise<T> => {
  const grants = await grantsOf(engine, actor, tenant);
  const decided = grants.ok ? await run({ engine, tenant, actor, grants: grants.value }) : grants;
  if (decided.ok) return decided.value;
  emitSafely(engine, 'refused', deepFreeze({ tenant, actor, call: name, refusal: decided.refusal }));
  throw new RefusedError(decided.refusal);
};
