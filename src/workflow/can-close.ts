import type { WorkflowDefinition } from './definition.ts';
import { targetPlace } from './target-place.ts';

/** Does a way lead from the first step to a closed one, perhaps through other workflows? Ways back count as their fallbacks. */
export const canClose = (workflow: WorkflowDefinition, workflows: ReadonlyMap<string, WorkflowDefinition>): boolean => {
  const area = { workflows: new Map(workflows).set(workflow.id, workflow) };
  const first = targetPlace(workflow.initial, workflow.id, area, []);
  const reached = new Map(first === null ? [] : [[keyOf(first), first]]);
  for (const place of reached.values()) {
    if (place.category === 'closed') return true;
    for (const { from, to } of area.workflows.get(place.workflow)?.transitions ?? []) {
      const next = from.includes(place.step) ? targetPlace(to, place.workflow, area, []) : null;
      if (next !== null && !reached.has(keyOf(next))) reached.set(keyOf(next), next);
    }
  }
  return false;
};

const keyOf = ({ workflow, step }: { readonly workflow: string; readonly step: string }): string =>
  JSON.stringify([workflow, step]);
