import type { CheckSubject } from './check-subject.ts';
import { type Finding, finding, type Place } from './finding.ts';
import { isClosed } from './workflow-graph.ts';

/** E03 and E04: a first step that cannot be one, and transitions from or to nowhere. */
export const checkTargets = ({ definition, graph }: CheckSubject): readonly Finding[] => {
  const { id: workflow, steps, transitions, initial } = definition;
  const unknown = (code: 'E03' | 'E04', step: string, place: Place): readonly Finding[] =>
    graph.steps.has(step)
      ? []
      : [
          finding(code, 'unknown_step', place, `There is no step "${step}" in workflow "${workflow}".`, {
            step,
            options: steps.map(({ id }) => id),
          }),
        ];
  return [
    ...unknown('E03', initial, ['initial']),
    ...(graph.initial !== undefined && isClosed(graph.initial)
      ? [
          finding(
            'E03',
            'initial_closed',
            ['initial'],
            `Workflow "${workflow}" starts in a closed step; choose an open one.`,
            { step: initial },
          ),
        ]
      : []),
    ...transitions.flatMap(({ id, from, to }) => [
      ...from.flatMap((step) => unknown('E04', step, ['transitions', id, 'from'])),
      ...(typeof to === 'string' ? unknown('E04', to, ['transitions', id, 'to']) : []),
      ...(to == null ? [nowhere(id)] : []),
      // Of a single step nothing but the way to itself could start.
      ...(from.length === 0 && steps.length > 1
        ? [
            finding(
              'E04',
              'required',
              ['transitions', id, 'from'],
              `Transition "${id}" starts from no step, so nobody can take it; name steps or remove it.`,
            ),
          ]
        : []),
    ]),
  ];
};

/** Whoever writes definitions without a compiler may forget it. */
const nowhere = (transition: string): Finding =>
  finding(
    'E04',
    'required',
    ['transitions', transition, 'to'],
    `Transition "${transition}" leads nowhere; name a step or a workflow.`,
  );
