import type { CheckSubject } from '../check/check-subject.ts';
import type { Coalitions, StepCoalitions } from '../check/coalitions.ts';
import { isClosed, leadingToClosed } from '../check/workflow-graph.ts';
import { stepAfter } from '../versions/steps-after.ts';
import type { ComparisonBasis } from './compare-options.ts';

/** What a change makes of the tickets in one step. */
export interface StepFate {
  /** The step as it was called before. */
  readonly step: string;
  /** How many tickets stand there; null: not known. */
  readonly tickets: number | null;
  /** Where they stand afterwards; null: nowhere. */
  readonly to: string | null;
  /** Why there; null: nowhere. */
  readonly by: 'same_id' | 'renamed' | 'plan' | null;
  /** Who can close them afterwards: all who could, not all of them, nobody although somebody could; or they are in no step. */
  readonly outlook: 'same' | 'fewer' | 'nobody' | 'unmapped';
  /** Smallest sets of roles that could close them and no longer can. Empty without roles. */
  readonly lost: Coalitions['sets'];
}

/** One fate for every step before, and for every other in which tickets stand. */
export const stepFates = (
  before: CheckSubject,
  after: CheckSubject,
  could: Readonly<Record<string, StepCoalitions>> | null,
  { histogram, plan }: ComparisonBasis,
): readonly StepFate[] => {
  const couldClose = drawnOrTaken(before, null);
  const canClose = drawnOrTaken(after, null);
  const reachable = new Map<string, ReadonlySet<string>>();
  const closableBy = (roles: readonly string[]): ReadonlySet<string> => {
    const key = JSON.stringify(roles);
    const known = reachable.get(key) ?? drawnOrTaken(after, roles);
    reachable.set(key, known);
    return known;
  };
  const steps = new Set([
    ...before.definition.steps.map(({ id }) => id),
    ...[...(histogram ?? [])].flatMap(([step, tickets]) => (tickets > 0 ? [step] : [])),
  ]);
  return [...steps].map((step) => {
    const { to, by } = stepAfter(step, after.definition, plan.steps) ?? { to: null, by: null };
    const tickets = histogram === null ? null : (histogram.get(step) ?? 0);
    const fate = { step, tickets, to, by };
    if (to === null) return { ...fate, outlook: 'unmapped', lost: [] };
    const was = before.graph.steps.get(step);
    const isDone = was !== undefined && isClosed(was);
    const lost = isDone ? [] : (could?.[step]?.any.sets ?? []).filter((roles) => !closableBy(roles).has(to));
    if (couldClose.has(step) && !canClose.has(to)) return { ...fate, outlook: 'nobody', lost };
    return { ...fate, outlook: lost.length > 0 ? 'fewer' : 'same', lost };
  });
};

/** The steps that these roles together can close; null: anybody, and where no roles are known whatever is drawn. */
const drawnOrTaken = ({ graph, takers }: CheckSubject, roles: readonly string[] | null): ReadonlySet<string> =>
  leadingToClosed(
    graph,
    graph.everyEdge.filter((edge) => {
      if (takers === null) return true;
      const own = takers.get(edge) ?? [];
      return roles === null ? own.length > 0 : own.some((role) => roles.includes(role));
    }),
  );
