import type { StepDefinition, TransitionDefinition, WorkflowDefinition } from '../definition.ts';
import { neededPermission } from '../evaluate-transition.ts';

/** One transition out of one of the steps it starts from. */
export interface Edge {
  readonly transition: TransitionDefinition;
  readonly from: StepDefinition;
  readonly to: StepDefinition;
  /** The word that an agent needs here. */
  readonly word: string;
}

/** A workflow as steps and the edges between them; what names a step that does not exist is no edge. */
export interface WorkflowGraph {
  readonly steps: ReadonlyMap<string, StepDefinition>;
  readonly edges: readonly Edge[];
  /** Absent when the definition names a first step that it does not have. */
  readonly initial: StepDefinition | undefined;
}

export const graphOf = ({ steps, transitions, initial }: WorkflowDefinition): WorkflowGraph => {
  const byId = new Map(steps.map((step) => [step.id, step]));
  return {
    steps: byId,
    initial: byId.get(initial),
    edges: transitions.flatMap((transition) =>
      [...new Set(transition.from)].flatMap((id) => {
        const [from, to] = [byId.get(id), byId.get(transition.to)];
        return from === undefined || to === undefined
          ? []
          : [{ transition, from, to, word: neededPermission(transition, isClosed(from)) }];
      }),
    ),
  };
};

export const isClosed = (step: StepDefinition): boolean => step.category === 'closed';

/** Does it lead out of a closed step into one that is not? */
export const reopens = ({ from, to }: Edge): boolean => isClosed(from) && !isClosed(to);

/** The steps that these edges lead to from the given ones, which are among them. */
export const reachedFrom = (start: Iterable<string>, edges: readonly Edge[]): ReadonlySet<string> =>
  spread(start, edges, 'from', 'to');

/** The steps from which these edges lead to a closed one, closed steps among them. */
export const leadingToClosed = (graph: WorkflowGraph, edges: readonly Edge[]): ReadonlySet<string> =>
  spread(
    [...graph.steps.values()].filter(isClosed).map(({ id }) => id),
    edges,
    'to',
    'from',
  );

const spread = (
  start: Iterable<string>,
  edges: readonly Edge[],
  behind: 'from' | 'to',
  ahead: 'from' | 'to',
): ReadonlySet<string> => {
  const next = new Map<string, string[]>();
  for (const edge of edges) {
    const known = next.get(edge[behind].id);
    if (known === undefined) next.set(edge[behind].id, [edge[ahead].id]);
    else known.push(edge[ahead].id);
  }
  const reached = new Set(start);
  for (const step of reached) for (const other of next.get(step) ?? []) reached.add(other);
  return reached;
};
