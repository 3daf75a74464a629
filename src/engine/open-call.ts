import { type Decided, refuse } from '../refusal/refusal.ts';
import { RefusedError } from '../refusal/refused-error.ts';
import { deepFreeze } from '../text/deep-freeze.ts';
import type { Actor } from '../ticket/actor.ts';
import { grantsOf } from './authorize.ts';
import type { Call } from './call.ts';
import { emitSafely } from './emit-safely.ts';
import { OutdatedSettings } from './outdated-settings.ts';
import type { Scope } from './scope.ts';
import { watchStore } from './watch-store.ts';

/** How often a call begins anew because somebody changed the settings meanwhile. */
const attempts = 5;

/**
 * Runs one call of a surface: asks for the actor's grants, and throws what is refused. What needs only words of the desk, such as
 * changing the settings, works also while grants of an area cannot be used: how else could they be mended?
 */
export const openCall = async <T>(
  scope: Scope,
  actor: Actor,
  name: string,
  run: (call: Call) => Promise<Decided<T>> | Decided<T>,
  needs: 'areas' | 'desk' = 'areas',
): Promise<T> => {
  const { engine, context } = scope;
  const decided = await withCurrentSettings(scope, async (current) => {
    const grants = await grantsOf(current.engine, actor, context, needs);
    return grants.ok ? run({ ...current, actor, grants: grants.value }) : grants;
  });
  if (decided.ok) return decided.value;
  emitSafely(engine, 'refused', deepFreeze({ tenant: context.tenant, actor, call: name, refusal: decided.refusal }));
  throw new RefusedError(decided.refusal);
};

/**
 * Goes by the settings that are known here, and begins anew when the first answer of the store says that others are stored: nothing
 * was written or read from outside the store until then that could not be written or read again.
 */
const withCurrentSettings = async <T>(
  scope: Scope,
  run: (scope: Scope) => Promise<Decided<T>>,
): Promise<Decided<T>> => {
  const { tenant } = scope.context;
  for (let attempt = 1; attempt <= attempts; attempt += 1) {
    const { configuration, stored, deployment } = await scope.configurations.current(tenant, scope.store);
    const watched = watchStore(scope.store, {
      settings: stored?.revision ?? 0,
      deployment: deployment.revision,
    });
    const decided = await unlessOutdated(async () => {
      const done = await run({ ...scope, store: watched.store, engine: { ...scope.engine, configuration } });
      if (watched.settings() === 'unknown') await watched.store.load({ tenant });
      return watched.settings() === 'outdated' ? null : done;
    });
    if (decided !== null) return decided;
    await scope.configurations.refresh(tenant, scope.store);
  }
  return refuse('conflict', 'The settings keep changing; try again.', { data: {} });
};

const unlessOutdated = async <T>(run: () => Promise<T | null>): Promise<T | null> => {
  try {
    return await run();
  } catch (error) {
    if (error instanceof OutdatedSettings) return null;
    throw error;
  }
};
