import { type ConditionFacts, evaluateCondition } from '../condition/evaluate-condition.ts';
import type { Issue } from '../refusal/refusal.ts';
import type { TransitionDefinition } from './definition.ts';

/** Who wants to move what: everything that varies travels in here, so that one machine serves all users. */
export interface TransitionFacts {
  /** A requester holds no words: he takes the transitions that are marked for him. */
  readonly requester: boolean;
  readonly permissions: ReadonlySet<string>;
  readonly fromClosed: boolean;
  readonly user: string | null;
  readonly fact: ConditionFacts;
}

/** Why a transition cannot be taken now; empty when it can. */
export const evaluateTransition = (transition: TransitionDefinition, facts: TransitionFacts): readonly Issue[] => {
  const permission = neededPermission(transition, facts.fromClosed);
  if (facts.requester ? !transition.requester : !facts.permissions.has(permission)) {
    return [
      {
        path: [],
        code: 'permission',
        message: `"${transition.name}" needs the permission ${permission}.`,
        params: { permission },
      },
    ];
  }
  if (transition.condition !== undefined && !evaluateCondition(transition.condition, facts.fact, facts.user)) {
    return [
      { path: [], code: 'condition', message: transition.message ?? `"${transition.name}" cannot be taken yet.` },
    ];
  }
  return [];
};

/** The word that decides, which may differ when a closed step is left. */
export const neededPermission = (transition: TransitionDefinition, fromClosed: boolean): string =>
  fromClosed ? (transition.permissionFromClosed ?? transition.permission) : transition.permission;
