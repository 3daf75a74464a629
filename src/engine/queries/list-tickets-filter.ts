import { checkCondition } from '../../condition/check-condition.ts';
import type { Condition } from '../../condition/condition.ts';
import { resolveCondition } from '../../condition/resolve-condition.ts';
import type { ResolvedCondition } from '../../condition/resolved-condition.ts';
import type { Issue } from '../../refusal/refusal.ts';
import { userOf } from '../../ticket/actor.ts';
import type { Call } from '../call.ts';
import { visibleTickets } from '../visibility.ts';

/** What is wrong with the filter of a list, with paths below `where`. */
export const filterIssues = (where: unknown, { engine }: Call): readonly Issue[] =>
  where === undefined ? [] : checkCondition(where, engine.configuration.conditionFields('*'), ['where']);

/** The tickets that the caller asks for, out of those he may see: both are one question to the store. Null: none. */
export const visibleWhere = (where: unknown, { grants, actor }: Call): ResolvedCondition | null => {
  const visible = visibleTickets(grants);
  if (visible === null) return null;
  // `filterIssues` found nothing, so it is one.
  const asked = where === undefined ? visible : { all: [where as Condition, visible] };
  return resolveCondition(asked, userOf(actor));
};
