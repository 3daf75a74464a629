import { activeUsers } from './active-users.ts';
import type { CheckSubject } from './check-subject.ts';
import { notRoles } from './takers.ts';
import { type Edge, leadingToClosed } from './workflow-graph.ts';

/** With more different crews there would be too many ways to lose them. */
const mostCrews = 12;

/**
 * Step → how many active users must be missing before nobody can close a ticket there; 0: nobody can now; null: even without any
 * user somebody can, because the ticket is closed, or requesters or timers close it. Null as a whole: roles or users are not known, or the
 * workflow is worked by more than 12 different crews.
 */
export const busFactorOf = ({ graph, takers, known }: CheckSubject): Readonly<Record<string, number | null>> | null => {
  const { users } = known;
  if (takers === null || users === null) return null;
  const crews = new Map<string, readonly string[]>();
  const crewOf = new Map<Edge, string | null>();
  for (const [edge, roles] of takers) {
    const able = activeUsers(users, roles);
    const key = roles.some((role) => Object.hasOwn(notRoles, role)) ? null : JSON.stringify(able);
    crewOf.set(edge, key);
    if (key !== null && able.length > 0) crews.set(key, able);
  }
  const keys = [...crews.keys()];
  if (keys.length > mostCrews) return null;
  const members = countedByCrews([...crews.values()]);
  const factors = new Map<string, number>();
  for (let lost = 0; lost < 2 ** keys.length; lost += 1) {
    const missing = members.reduce((sum, { crews: own, users: count }) => sum + ((own & lost) === 0 ? 0 : count), 0);
    const edges = graph.everyEdge.filter((edge) => {
      const crew = crewOf.get(edge) ?? null;
      return crew === null || (crews.has(crew) && (lost & (1 << keys.indexOf(crew))) === 0);
    });
    const closing = leadingToClosed(graph, edges);
    for (const step of graph.steps.keys()) {
      if (!closing.has(step)) factors.set(step, Math.min(factors.get(step) ?? missing, missing));
    }
  }
  return Object.fromEntries([...graph.steps.keys()].map((step) => [step, factors.get(step) ?? null]));
};

/** How many users belong to exactly these crews, which are bits. */
const countedByCrews = (
  crews: readonly (readonly string[])[],
): readonly { readonly crews: number; readonly users: number }[] => {
  const belonging = new Map<string, number>();
  for (const [index, crew] of crews.entries()) {
    for (const user of crew) belonging.set(user, (belonging.get(user) ?? 0) | (1 << index));
  }
  const counts = new Map<number, number>();
  for (const own of belonging.values()) counts.set(own, (counts.get(own) ?? 0) + 1);
  return [...counts].map(([own, users]) => ({ crews: own, users }));
};
