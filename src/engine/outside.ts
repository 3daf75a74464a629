import type { StoredResult } from '../ports/stored-result.ts';
import { canonicalJson } from '../text/canonical-json.ts';
import { fingerprint } from '../text/fingerprint.ts';
import type { Engine } from './engine.ts';
import type { Plan } from './plan.ts';

/** Something outside the store that a ticket refers to: it is made once everything is decided, and before the commit. */
export interface Outside {
  /** Makes it, and names it in the plan. The same key again makes no second one. Null: a key of this call alone. */
  readonly make: (plan: Plan, key: string | null) => Promise<Plan>;
  /** Takes back what was made. */
  readonly discard: (made: Plan) => Promise<void>;
}

/**
 * What one call makes outside the store, so that no ticket ever refers to what is not there.
 *
 * It is taken back when the store says that nothing was committed. When nobody knows that, because the store failed, it stays: rather
 * something that no ticket refers to than the reverse. It also stays under an idempotency key, for a repeat finds it by that key.
 */
export const outsideOf = (once: Omit<StoredResult, 'result'> | null, { logger }: Pick<Engine, 'logger'>) => {
  const key = once === null ? null : fingerprint(canonicalJson([once.actor, once.key, once.request]));
  let made: Plan | null = null;
  return {
    make: async (plan: Plan): Promise<Plan> => {
      if (plan.outside === undefined) return plan;
      made = await plan.outside.make(plan, key);
      return made;
    },
    takeBack: async (): Promise<void> => {
      if (made === null || key !== null) return;
      try {
        await made.outside?.discard(made);
      } catch (error) {
        logger?.warn('What a command made outside the store could not be taken back; no ticket refers to it.', {
          error,
        });
      }
    },
  };
};
