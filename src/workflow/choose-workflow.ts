import type { ResolvedArea } from '../area/resolved-area.ts';
import { type ConditionFacts, evaluateCondition } from '../condition/evaluate-condition.ts';
import { accept, type Decided, refuse, refuseInput } from '../refusal/refusal.ts';
import type { Start } from '../ticket/decide-create.ts';
import { placeOf } from './place.ts';

/** The workflow that was named for a new ticket, else that of the first rule that holds for it, else the fallback. */
export const chooseWorkflow = (
  area: Pick<ResolvedArea, 'id' | 'workflows' | 'workflowVersions' | 'workflowSelection'>,
  named: string | undefined,
  facts: ConditionFacts,
  user: string | null,
): Decided<Start> => {
  const { id, workflows, workflowSelection } = area;
  const rule =
    named === undefined ? workflowSelection.rules.find(({ when }) => evaluateCondition(when, facts, user)) : undefined;
  const chosen = named ?? rule?.workflow ?? workflowSelection.fallback;
  const place = placeOf(area, chosen, undefined);
  if (place !== null) {
    const by = named !== undefined ? 'user' : rule !== undefined ? 'rule' : 'default';
    return accept({ place, chosenBy: { by, rule: rule?.id ?? null } });
  }
  const message = `Area "${id}" has no workflow "${chosen}".`;
  return named === undefined
    ? refuse('config_invalid', message)
    : refuseInput([
        { path: ['workflow'], code: 'not_selectable', message, params: { options: [...workflows.keys()] } },
      ]);
};
