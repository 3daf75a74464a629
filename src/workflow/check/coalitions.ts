import type { CheckSubject } from './check-subject.ts';
import { type SmallestSets, smallestSets } from './smallest-sets.ts';
import { closedIn, isClosed } from './workflow-graph.ts';

/** Sets of roles, each just large enough that together they can bring a ticket to the goal. */
export interface Coalitions {
  /** Smallest first. None: nobody can. One without roles: it is there already. */
  readonly sets: readonly (readonly string[])[];
  /** False: there are more than these, and some of these may not be the smallest. */
  readonly complete: boolean;
}

/** Who can close tickets that stand in a step. */
export interface StepCoalitions {
  /** By whatever closed step, of another workflow too; one of which nothing is known is taken to close. */
  readonly any: Coalitions;
  /** By a certain closed step of the workflow. */
  readonly to: Readonly<Record<string, Coalitions>>;
}

/** So many bits there are to tell roles apart. */
const mostRoles = 30;

/**
 * Step → the smallest sets of roles that can close a ticket there. A condition is taken to hold at some time, so what nobody can
 * is certain, and what somebody can is possible. Null: no roles are known, or more than 30 that take part.
 */
export const coalitionsOf = ({ graph, takers }: CheckSubject): Readonly<Record<string, StepCoalitions>> | null => {
  if (takers === null) return null;
  const roles = [...new Set([...takers.values()].flat())];
  if (roles.length > mostRoles) return null;
  const bits = new Map([...takers].map(([edge, own]) => [edge, own.map((role) => 1 << roles.indexOf(role))]));
  const steps = [...graph.steps.values()];
  const closed = steps.filter(isClosed).map(({ id }) => id);
  const goals = closedIn(graph);
  const named = ({ sets, cut }: SmallestSets = { sets: [], cut: false }): Coalitions => ({
    sets: sets.map((set) => roles.filter((_, index) => (set & (1 << index)) !== 0)),
    complete: !cut,
  });
  const toAny = smallestSets(goals, bits);
  const toEach = new Map(closed.map((goal) => [goal, goals.length === 1 ? toAny : smallestSets([goal], bits)]));
  return Object.fromEntries(
    steps.map(({ id }) => [
      id,
      {
        any: named(toAny.get(id)),
        to: Object.fromEntries(closed.map((goal) => [goal, named(toEach.get(goal)?.get(id))])),
      },
    ]),
  );
};
