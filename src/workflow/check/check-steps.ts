import { leadsBack } from '../target-place.ts';
import type { CheckSubject } from './check-subject.ts';
import { type Finding, finding } from './finding.ts';
import type { Reach } from './role-reach.ts';
import { notRoles, ownRole } from './takers.ts';
import { reachedFrom } from './workflow-graph.ts';

/** W01 and W06: steps that nobody gets into, and steps out of which a role gets no tickets. */
export const checkSteps = (subject: CheckSubject): readonly Finding[] => {
  const { graph, definition, reach } = subject;
  const entered = entriesOf(subject);
  const reached = graph.initial === undefined ? null : reachedFrom([graph.initial.id, ...entered], graph.everyEdge);
  return definition.steps.flatMap(({ id, category }) => [
    ...(reached?.has(id) === false
      ? [
          finding(
            'W01',
            'unreachable',
            ['steps', id],
            `No transition leads to step "${id}" from the first one, nor out of another workflow; add one, or remove the step.`,
            { step: id },
          ),
        ]
      : []),
    ...(category === 'closed' ? [] : stuck(id, reach)),
  ]);
};

/** The steps that a way out of another workflow leads to. */
const entriesOf = ({ definition: { id, initial }, known }: CheckSubject): readonly string[] =>
  (known.others ?? [])
    .filter(({ definition: other }) => other.id !== id)
    .flatMap(({ definition: { transitions } }) =>
      transitions.flatMap(({ to }) => {
        const entry = leadsBack(to) ? to.fallback : to;
        return typeof entry === 'object' && entry?.workflow === id ? [entry.step ?? initial] : [];
      }),
    );

const stuck = (step: string, reach: Reach): readonly Finding[] => {
  const roles = Object.keys(reach ?? {}).filter((role) => {
    const own = reach?.[role]?.[step];
    return own?.enters === true && !own.leaves && role !== ownRole && !Object.hasOwn(notRoles, role);
  });
  return roles.length === 0
    ? []
    : [
        finding(
          'W06',
          'cannot_leave',
          ['steps', step],
          `${roles.map((role) => `"${role}"`).join(', ')} can bring tickets into step "${step}" but not out of it; give a way out, or leave it to others on purpose.`,
          { step, roles },
        ),
      ];
};
