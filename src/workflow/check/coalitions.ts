import { type Antichain, emptyAntichain, withSet } from './antichain.ts';
import type { CheckSubject } from './check-subject.ts';
import { type Edge, isClosed } from './workflow-graph.ts';

/** Sets of roles, each just large enough that together they can bring a ticket to the goal. */
export interface Coalitions {
  /** Smallest first. None: nobody can. One without roles: it is there already. */
  readonly sets: readonly (readonly string[])[];
  /** False: there are more than these, and some of these may not be the smallest. */
  readonly complete: boolean;
}

/** Who can close tickets that stand in a step. */
export interface StepCoalitions {
  /** By whatever closed step. */
  readonly any: Coalitions;
  /** By a certain closed step. */
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
  const named = ({ sets, cut }: Antichain): Coalitions => ({
    sets: sets.map((set) => roles.filter((_, index) => (set & (1 << index)) !== 0)).sort((a, b) => a.length - b.length),
    complete: !cut,
  });
  const toAny = smallestSets(closed, bits);
  const toEach = new Map(closed.map((goal) => [goal, closed.length === 1 ? toAny : smallestSets([goal], bits)]));
  return Object.fromEntries(
    steps.map(({ id }) => [
      id,
      {
        any: named(toAny.get(id) ?? emptyAntichain),
        to: Object.fromEntries(closed.map((goal) => [goal, named(toEach.get(goal)?.get(id) ?? emptyAntichain)])),
      },
    ]),
  );
};

/** From each step: what one edge takes and what is needed behind it, until nothing new is found. */
const smallestSets = (
  goals: readonly string[],
  bits: ReadonlyMap<Edge, readonly number[]>,
): ReadonlyMap<string, Antichain> => {
  const entering = new Map<string, (readonly [string, readonly number[]])[]>();
  for (const [{ from, to }, own] of bits) {
    entering.set(to.id, [...(entering.get(to.id) ?? []), [from.id, own]]);
  }
  const found = new Map<string, Antichain>(goals.map((goal) => [goal, withSet(emptyAntichain, 0)]));
  const waiting = new Set(goals);
  for (const step of waiting) {
    waiting.delete(step);
    const behind = found.get(step) ?? emptyAntichain;
    for (const [from, own] of entering.get(step) ?? []) {
      const before = found.get(from) ?? emptyAntichain;
      let after = before;
      for (const set of behind.sets) for (const bit of own) after = withSet(after, set | bit);
      if (behind.cut && !after.cut) after = { ...after, cut: true };
      if (after === before) continue;
      found.set(from, after);
      waiting.add(from);
    }
  }
  return found;
};
