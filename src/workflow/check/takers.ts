import { isHeld } from '../../ticket/word-pattern.ts';
import type { CheckBasis, CheckSubject } from './check-subject.ts';
import { isTimed, mayBeTimed, neededInputs } from './timed-edges.ts';
import type { Edge } from './workflow-graph.ts';

/** Stands among the roles for requesters, who hold no words and take what is marked for them. */
const requesterRole = '@requester';

/** Stands among the roles for the desk itself, which takes what timers name. */
const timerRole = '@timer';

/** What stands among the roles and is nobody's, and whom it stands for. */
export const notRoles: Readonly<Record<string, string>> = {
  [requesterRole]: 'requesters',
  [timerRole]: 'timers',
};

/** Stands among the roles for what everybody holds on tickets of his own. */
export const ownRole = '@own';

/** The roles there are: those that were given, requesters where something is marked for them, and timers where there are some; null: none are known. */
export const rolesOf = ({ known, graph }: CheckBasis): readonly string[] | null => {
  if (known.roles === null) return null;
  const marked = known.portal !== false && graph.everyEdge.some(({ transition }) => transition.requester);
  const timed = graph.everyEdge.some(isTimed);
  return [...Object.keys(known.roles), ...(marked ? [requesterRole] : []), ...(timed ? [timerRole] : [])];
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
      const all = [
        ...known,
        ...(edge.transition.requester ? requesters : []),
        ...(isTakenByTimer(edge, basis) ? [timerRole] : []),
      ];
      return [edge, impossible.has(edge.transition) ? [] : all];
    }),
  );
};

const holds = ({ known }: CheckBasis, role: string, word: string): boolean =>
  !Object.hasOwn(notRoles, role) && isHeld(known.roles?.[role] ?? [], word);

const isTakenByTimer = (edge: Edge, { known }: CheckBasis): boolean =>
  isTimed(edge) && neededInputs(edge.transition).length === 0 && mayBeTimed(edge, known);

/** The edges that somebody may take; null: no roles are known. */
export const takableEdges = ({ takers }: CheckSubject): readonly Edge[] | null =>
  takers === null ? null : [...takers].flatMap(([edge, roles]) => (roles.length > 0 ? [edge] : []));
