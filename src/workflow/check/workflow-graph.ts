import type { StepDefinition, TransitionDefinition, WorkflowDefinition } from '../definition.ts';
import { neededPermission } from '../evaluate-transition.ts';
import { type StepPlaces, stepPlaces } from './step-places.ts';

/** One transition out of one of the steps it starts from. */
export interface Edge {
  readonly transition: TransitionDefinition;
  readonly from: StepDefinition;
  /** One that leads back has an edge to every step that it may lead to. */
  readonly to: StepDefinition;
  /** The word that an agent needs here. */
  readonly word: string;
}

/** A workflow as steps and the edges between them; what names a step that does not exist is no edge. */
export interface WorkflowGraph {
  readonly steps: ReadonlyMap<string, StepDefinition>;
  /** The edges out of its steps. */
  readonly edges: readonly Edge[];
  /** Those, and the edges of other workflows through which its tickets may go. */
  readonly everyEdge: readonly Edge[];
  /** Steps of other workflows to which its tickets may come, under `workflow.step`. */
  readonly elsewhere: ReadonlyMap<string, StepDefinition>;
  /** Ids of those of which nothing is known; they are taken for closed, so that what is called impossible certainly is. */
  readonly unknown: ReadonlySet<string>;
  /** Absent when the definition names a first step that it does not have. */
  readonly initial: StepDefinition | undefined;
}

/** Without the other workflows of the area, a way into one may lead anywhere. */
export const graphOf = (
  definition: WorkflowDefinition,
  others: readonly WorkflowDefinition[] | null,
): WorkflowGraph => {
  const places = stepPlaces(definition, others);
  const steps = new Map(definition.steps.map((step) => [step.id, step]));
  const edges = edgesOf(definition, places);
  const everyEdge = [...edges];
  const elsewhere = new Map<string, StepDefinition>();
  const waiting = new Map<string, readonly Edge[]>();
  // Grows while it is walked.
  for (const { to } of everyEdge) {
    if (steps.get(to.id) === to || elsewhere.has(to.id)) continue;
    elsewhere.set(to.id, to);
    const other = places.workflowOf(to);
    if (other === null) continue;
    const ways = waiting.get(other.id) ?? edgesOf(other, places);
    waiting.set(other.id, ways);
    everyEdge.push(...ways.filter(({ from }) => from === to));
  }
  const unknown = new Set([...elsewhere.values()].filter((one) => places.workflowOf(one) === null).map(({ id }) => id));
  return { steps, edges, everyEdge, elsewhere, unknown, initial: steps.get(definition.initial) };
};

const edgesOf = ({ id: workflow, transitions }: WorkflowDefinition, places: StepPlaces): readonly Edge[] =>
  transitions.flatMap((transition) => {
    const targets = places.targets(workflow, transition.to);
    return [...new Set(transition.from)].flatMap((id) => {
      const from = places.step(workflow, id);
      if (from === undefined) return [];
      const word = neededPermission(transition, isClosed(from));
      return targets.map((to) => ({ transition, from, to, word }));
    });
  });

export const isClosed = (step: StepDefinition): boolean => step.category === 'closed';

/** Does it lead out of a closed step into one that is not? */
export const reopens = ({ from, to }: Edge): boolean => isClosed(from) && !isClosed(to);

/** The steps that these edges lead to from the given ones, which are among them. */
export const reachedFrom = (start: Iterable<string>, edges: readonly Edge[]): ReadonlySet<string> =>
  spread(start, edges, 'from', 'to');

/** The steps, of other workflows too, that are closed, or from which these edges lead to a closed one. */
export const leadingToClosed = (graph: WorkflowGraph, edges: readonly Edge[]): ReadonlySet<string> =>
  spread(closedIn(graph), edges, 'to', 'from');

/** Ids of the closed steps to which tickets may come, in whatever workflow. */
export const closedIn = ({ steps, elsewhere }: WorkflowGraph): readonly string[] =>
  [...steps.values(), ...elsewhere.values()].filter(isClosed).map(({ id }) => id);

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
