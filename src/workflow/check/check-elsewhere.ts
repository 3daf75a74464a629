import type { WorkflowEntry } from '../definition.ts';
import { leadsBack } from '../target-place.ts';
import type { CheckSubject } from './check-subject.ts';
import { type Finding, finding, type Place } from './finding.ts';

/** E12: ways into other workflows, and back, that lead nowhere. Which workflows there are is known only if the others are. */
export const checkElsewhere = (subject: CheckSubject): readonly Finding[] =>
  subject.definition.transitions.flatMap(({ id, to }) => {
    const place = ['transitions', id, 'to'];
    if (typeof to !== 'object' || to === null) return [];
    if (!leadsBack(to)) return badEntry(to, place, subject);
    return to.fallback == null
      ? [
          finding(
            'E12',
            'required',
            [...place, 'fallback'],
            `Transition "${id}" leads back; name where tickets go that came from nowhere.`,
          ),
        ]
      : badEntry(to.fallback, [...place, 'fallback'], subject);
  });

const badEntry = (
  { workflow, step }: WorkflowEntry,
  place: Place,
  { definition, known }: CheckSubject,
): readonly Finding[] => {
  const at = [...place, 'workflow'];
  if (workflow === definition.id) {
    const message = `"${workflow}" is the transition's own workflow; name a step of it instead.`;
    return [finding('E12', 'same_workflow', at, message, { workflow })];
  }
  if (known.others === null) return [];
  const other = known.others.find((one) => one.definition.id === workflow);
  if (other === undefined) {
    const options = known.others.map((one) => one.definition.id).filter((id) => id !== definition.id);
    const message = `There is no workflow "${workflow}"; name one of those of the area.`;
    return [finding('E12', 'unknown_workflow', at, message, { workflow, options })];
  }
  if (other.retiring) {
    const message = `Workflow "${workflow}" takes no tickets any more; lead into another one.`;
    return [finding('E12', 'retiring', at, message, { workflow })];
  }
  const { steps } = other.definition;
  if (step === undefined || steps.some(({ id }) => id === step)) return [];
  const message = `There is no step "${step}" in workflow "${workflow}"; leave it out for the first one.`;
  const options = steps.map(({ id }) => id);
  return [finding('E12', 'unknown_step', [...place, 'step'], message, { workflow, step, options })];
};
