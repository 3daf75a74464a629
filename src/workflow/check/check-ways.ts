import { foldText } from '../../text/fold-text.ts';
import type { TransitionDefinition } from '../definition.ts';
import { leadsBack } from '../target-place.ts';
import type { CheckSubject } from './check-subject.ts';
import { type Finding, finding } from './finding.ts';
import { isClosed } from './workflow-graph.ts';

/** E18 and W03: ways out of one step that cannot be told apart, by `tickets.close` or by people. */
export const checkWays = ({ graph, definition: { transitions } }: CheckSubject): readonly Finding[] => {
  // `tickets.close` never leads back.
  const closing = new Set(
    graph.edges
      .filter(({ to, transition }) => isClosed(to) && !graph.unknown.has(to.id) && !leadsBack(transition.to))
      .map(({ transition }) => transition),
  );
  const defaults = transitions.filter((one) => one.closesByDefault && closing.has(one));
  return [
    ...clashes(defaults, () => '').map(({ one, other, steps }) =>
      finding(
        'E18',
        'several_defaults',
        ['transitions', one.id, 'closesByDefault'],
        `"${one.id}" and "${other.id}" both close by default from step "${steps[0]}"; leave closesByDefault to one of them.`,
        { other: other.id, steps },
      ),
    ),
    ...clashes(transitions, ({ name }) => foldText(name.trim())).map(({ one, other, steps }) =>
      finding(
        'W03',
        'duplicate_name',
        ['transitions', one.id, 'name'],
        `"${one.id}" and "${other.id}" are both named "${one.name}" in step "${steps[0]}"; name them so that people can choose.`,
        { other: other.id, steps },
      ),
    ),
  ];
};

interface Clash {
  readonly one: TransitionDefinition;
  readonly other: TransitionDefinition;
  readonly steps: readonly string[];
}

/** Each transition with the first one before it that has the same key and a step in common. */
const clashes = (
  transitions: readonly TransitionDefinition[],
  keyOf: (transition: TransitionDefinition) => string,
): readonly Clash[] => {
  const before = new Map<string, TransitionDefinition[]>();
  return transitions.flatMap((one) => {
    const alike = before.get(keyOf(one)) ?? [];
    before.set(keyOf(one), [...alike, one]);
    const other = alike.find(({ from }) => from.some((step) => one.from.includes(step)));
    return other === undefined ? [] : [{ one, other, steps: one.from.filter((step) => other.from.includes(step)) }];
  });
};
