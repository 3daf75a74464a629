import type { CheckSubject } from './check-subject.ts';
import { type Finding, finding } from './finding.ts';
import { takableEdges } from './takers.ts';
import { type Edge, leadingToClosed, reachedFrom } from './workflow-graph.ts';

/** E05, E06 and E07: from where no closed step can be reached, at all or by anybody. */
export const checkClosing = (subject: CheckSubject): readonly Finding[] => {
  const { graph, definition } = subject;
  const initial = graph.initial?.id;
  const leaves = new Set(graph.edges.map(({ from }) => from.id));
  const drawn = leadingToClosed(graph, graph.everyEdge);
  const takable = takableEdges(subject);
  const walked = takable === null ? drawn : leadingToClosed(graph, takable);
  // What is wrong from the first step on is said once, of the workflow.
  const hopeless = initial !== undefined && !walked.has(initial);
  const covered: ReadonlySet<string> = hopeless ? reachedFrom([initial], graph.everyEdge) : new Set();
  return [
    ...(hopeless ? [noWayToClose(definition.id, initial, drawn.has(initial))] : []),
    ...definition.steps.flatMap(({ id, category }) => {
      if (category === 'closed') return [];
      if (!leaves.has(id)) return hopeless && id === initial ? [] : [deadEnd(id)];
      if (walked.has(id) || covered.has(id)) return [];
      return [trap(id, drawn.has(id), graph.everyEdge)];
    }),
  ];
};

const noWayToClose = (workflow: string, initial: string, isDrawn: boolean): Finding =>
  isDrawn
    ? finding(
        'E05',
        'nobody_may_close',
        [],
        `Nobody may bring a ticket of workflow "${workflow}" to a closed step; give the words of the way there to roles.`,
        { step: initial },
      )
    : finding(
        'E05',
        'no_way_to_close',
        [],
        `No closed step can be reached in workflow "${workflow}"; add a transition that leads to one.`,
        { step: initial },
      );

const deadEnd = (step: string): Finding =>
  finding(
    'E06',
    'dead_end',
    ['steps', step],
    `No transition leads out of step "${step}", which is not closed; add one, or make it a closed step.`,
    { step },
  );

const trap = (step: string, isDrawn: boolean, edges: readonly Edge[]): Finding => {
  const reached = [...reachedFrom([step], edges)].filter((other) => other !== step);
  return isDrawn
    ? finding(
        'E07',
        'nobody_may_close',
        ['steps', step],
        `Nobody may bring a ticket from step "${step}" to a closed one; give the words of the way there to roles.`,
        { step },
      )
    : finding(
        'E07',
        'trap',
        ['steps', step],
        `From step "${step}" no closed step can be reached, only ${listed(reached)}; add a transition that leads on.`,
        { step, reached },
      );
};

const listed = (steps: readonly string[]): string =>
  steps.length === 0 ? 'itself' : steps.map((step) => `"${step}"`).join(', ');
