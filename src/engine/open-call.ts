import { type Decided, refuse } from '../refusal/refusal.ts';
import { RefusedError } from '../refusal/refused-error.ts';
import { deepFreeze } from '../text/deep-freeze.ts';
import type { Actor } from '../ticket/actor.ts';
import { grantsOf } from './authorize.ts';
import type { Call } from './call.ts';
import { emitSafely } from './emit-safely.ts';
import type { Scope } from './scope.ts';
import { watchStore } from './watch-store.ts';

/** How often a call begins anew because somebody changed the settings meanwhile. */
const attempts = 5;

/** Runs one call of a surface: asks for the actor's grants, and throws what is refused. */
export const openCall = async <T>(
  scope: Scope,
  actor: Actor,
  name: string,
  run: (call: Call) => Promise<Decided<T>> | Decided<T>,
): Promise<T> => {
  const { engine, context } = scope;
  const decided = await withCurrentSettings(scope, async (current) => {
    const grants = await grantsOf(current.engine, actor, context);
    return grants.ok ? run({ ...current, actor, grants: grants.value }) : grants;
  });
  if (decided.ok) return decided.value;
  emitSafely(engine, 'refused', deepFreeze({ tenant: context.tenant, actor, call: name, refusal: decided.refusal }));
  throw new RefusedError(decided.refusal);
};

/**
 * Goes by the settings that are known here and asks for them only when something that is read or written says that others are
 * stored: then everything begins anew. Nothing was written until then, for every write names the settings it relies on.
 */
const withCurrentSettings = async <T>(
  scope: Scope,
  run: (scope: Scope) => Promise<Decided<T>>,
): Promise<Decided<T>> => {
  const { tenant } = scope.context;
  for (let attempt = 1; attempt <= attempts; attempt += 1) {
    const { configuration, stored } = scope.configurations.of(tenant);
    const watched = watchStore(scope.store, stored?.revision ?? 0);
    const decided = await run({ ...scope, store: watched.store, engine: { ...scope.engine, configuration } });
    if (watched.settings() === 'unknown') await watched.store.load({ tenant });
    if (watched.settings() !== 'outdated') return decided;
    await scope.configurations.refresh(tenant, scope.store);
  }
  return refuse('conflict', 'The settings keep changing; try again.', { data: {} });
};
