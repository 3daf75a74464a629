import { identifierProblem } from '../../text/identifier.ts';
import type { CheckSubject } from './check-subject.ts';
import { type Finding, finding, type Place } from './finding.ts';

/** E01 and E02: ids that cannot be used, and ids that are there twice. */
export const checkIds = ({ definition: { id, steps, transitions } }: CheckSubject): readonly Finding[] => [
  ...badId(id, ['id']),
  ...steps.flatMap((step) => badId(step.id, ['steps', step.id])),
  ...transitions.flatMap((transition) => badId(transition.id, ['transitions', transition.id])),
  ...twice(
    steps.map((step) => step.id),
    ['steps'],
  ),
  ...twice(
    transitions.map((transition) => transition.id),
    ['transitions'],
  ),
  ...steps.flatMap(({ id: step, timers = [] }) => {
    const list = ['steps', step, 'timers'];
    const named = timers.map((timer) => timer.id);
    return [...named.flatMap((timer) => badId(timer, [...list, timer])), ...twice(named, list)];
  }),
  ...steps.flatMap((step) =>
    (step.renamedFrom ?? []).flatMap((old) =>
      steps.some((other) => other.id === old || (other !== step && other.renamedFrom?.includes(old)))
        ? [
            finding(
              'E02',
              'duplicate_id',
              ['steps', step.id, 'renamedFrom'],
              `"${old}" stands for another step already; a step was renamed from ids that no other has or had.`,
              { id: old },
            ),
          ]
        : [],
    ),
  ),
];

/** E01: an id that cannot be used. */
export const badId = (id: string, place: Place): readonly Finding[] => {
  const reason = identifierProblem(id);
  return reason === null ? [] : [finding('E01', 'bad_id', place, reason, { id })];
};

/** E02: ids that are there twice. */
export const twice = (ids: readonly string[], list: Place): readonly Finding[] => {
  const known = new Set<string>();
  return ids.flatMap((id) => {
    const folded = id.toLowerCase();
    if (!known.has(folded)) {
      known.add(folded);
      return [];
    }
    const message = `"${id}" is there twice, perhaps in another case; ids must differ in more than case.`;
    return [finding('E02', 'duplicate_id', [...list, id], message, { id })];
  });
};
