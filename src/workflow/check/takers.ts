import { isHeld } from '../../ticket/word-pattern.ts';
import type { CheckBasis, CheckSubject } from './check-subject.ts';
import type { Edge } from './workflow-graph.ts';

/** Stands among the roles for requesters, who hold no words and take what is marked for them. */
export const requesterRole = '@requester';

/** Stands among the roles for what everybody holds on tickets of his own. */
export const ownRole = '@own';

/** The roles there are: those that were given, and requesters where something is marked for them; null: none are known. */
export const rolesOf = ({ known, graph }: CheckBasis): readonly string[] | null => {
  if (known.roles === null) return null;
  const marked = known.portal !== false && graph.everyEdge.some(({ transition }) => transition.requester);
  return [...Object.keys(known.roles), ...(marked ? [requesterRole] : [])];
};

/** The roles that may take each edge; of an edge whose condition can never hold none; null: no roles are known. */
export type Takers = ReadonlyMap<Edge, readonly string[]> | null;

export const takersOf = (basis: CheckBasis): Takers => {
  const roles = rolesOf(basis);
  if (roles === null) return null;
  const requesters = roles.filter((role) => role === requesterRole);
  const impossible = new Set(basis.conditions.filter(({ truth }) => truth === 'never').map((one) => one.transition));
  const holders = new Map<string, readonly string[]>();
  return new Map(
    basis.graph.everyEdge.map((edge) => {
      const known = holders.get(edge.word) ?? roles.filter((role) => holds(basis, role, edge.word));
      holders.set(edge.word, known);
      const all = edge.transition.requester ? [...known, ...requesters] : known;
      return [edge, impossible.has(edge.transition) ? [] : all];
    }),
  );
};

const holds = ({ known }: CheckBasis, role: string, word: string): boolean =>
  role !== requesterRole && isHeld(known.roles?.[role] ?? [], word);

/** The edges that somebody may take; null: no roles are known. */
export const takableEdges = ({ takers }: CheckSubject): readonly Edge[] | null =>
  takers === null ? null : [...takers].flatMap(([edge, roles]) => (roles.length > 0 ? [edge] : []));
