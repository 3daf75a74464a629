import type { CheckBasis } from './check-subject.ts';
import { rolesOf, type Takers } from './takers.ts';
import { leadingToClosed, reachedFrom } from './workflow-graph.ts';

/** What one role alone can do about a step. */
export interface RoleReach {
  /** It can bring a new ticket there. */
  readonly reaches: boolean;
  /** It can bring tickets in from another step. */
  readonly enters: boolean;
  /** It can bring tickets out to another step. */
  readonly leaves: boolean;
  /** It can bring tickets from there to a closed step; of a closed step it is true. */
  readonly closes: boolean;
}

/** Role → step → what the role alone can do about it; null: no roles are known. */
export type Reach = Readonly<Record<string, Readonly<Record<string, RoleReach>>>> | null;

export const reachOf = (basis: CheckBasis, takers: Takers): Reach => {
  const { graph } = basis;
  const roles = rolesOf(basis);
  if (takers === null || roles === null) return null;
  return Object.fromEntries(
    roles.map((role) => {
      const own = graph.everyEdge.filter((edge) => takers.get(edge)?.includes(role));
      const moving = own.filter(({ from, to }) => from !== to);
      const reached = reachedFrom(graph.initial === undefined ? [] : [graph.initial.id], own);
      const closing = leadingToClosed(graph, own);
      const entered = new Set(moving.map(({ to }) => to.id));
      const left = new Set(moving.map(({ from }) => from.id));
      const atStep = (step: string): RoleReach => ({
        reaches: reached.has(step),
        enters: entered.has(step),
        leaves: left.has(step),
        closes: closing.has(step),
      });
      return [role, Object.fromEntries([...graph.steps.keys()].map((step) => [step, atStep(step)]))];
    }),
  );
};
