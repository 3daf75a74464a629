import type { CheckCode } from './check-codes.ts';
import type { SelectionResult } from './check-selection.ts';
import type { CheckedCondition, CheckSubject } from './check-subject.ts';
import type { Place } from './finding.ts';
import { isTimed } from './timed-edges.ts';
import { type Edge, isClosed, reopens } from './workflow-graph.ts';

/** A check that was not made, or not wholly. */
export interface Unchecked {
  readonly code: CheckCode;
  /**
   * What it needs: an option, a document that can be read (`form`), a condition with fewer fields and values
   * (`simpler_condition`), or at most 30 roles that take part (`fewer_roles`).
   */
  readonly needs:
    | 'form'
    | 'simpler_condition'
    | 'fewer_roles'
    | 'roles'
    | 'users'
    | 'words'
    | 'system'
    | 'fields'
    | 'others'
    | 'portal'
    | 'histogram';
  /** Where, if it is not everywhere. */
  readonly place?: Place;
}

/** What the checks of a workflow would need to find out everything. */
export const uncheckedOf = (subject: CheckSubject, selection: SelectionResult): readonly Unchecked[] => {
  const { known, conditions, graph } = subject;
  return [
    ...missing(known.roles === null, 'roles', ['E05', 'E07', 'W04', 'W06', 'W08']),
    ...missing(known.users === null || known.roles === null, 'users', ['W04', 'W05', 'W08']),
    ...missing(known.words === null, 'words', ['E10']),
    ...missing(known.system === null && graph.everyEdge.some(isTimed), 'system', ['E14']),
    ...missing(!known.customFields && namesCustomField(conditions, selection), 'fields', ['E08']),
    ...missing(known.others === null && graph.edges.some(mayReopen(subject)), 'others', ['E11']),
    ...missing(known.others === null && graph.unknown.size > 0, 'others', ['E05', 'E07', 'E12']),
    ...missing(known.others === null && known.selection !== undefined, 'others', ['E13']),
    ...missing(known.portal === null, 'portal', ['W09']),
    ...conditions.flatMap(({ transition, truth }) =>
      truth === 'unknown'
        ? (['E09', 'W02'] as const).map((code) => tooMuch(code, ['transitions', transition.id, 'condition']))
        : [],
    ),
    ...selection.unknown.map((place) => tooMuch('E13', place)),
  ];
};

/** Would other workflows say more about whether this way reopens, or by which word? */
const mayReopen =
  ({ known, graph }: CheckSubject) =>
  (edge: Edge): boolean =>
    isClosed(edge.from) && (graph.unknown.has(edge.to.id) || (known.privileged === null && reopens(edge)));

/** Conditions that cannot be used may hold anything, and are findings already. */
const namesCustomField = (conditions: readonly CheckedCondition[], { usable }: SelectionResult): boolean =>
  JSON.stringify([
    usable,
    conditions.flatMap(({ transition, truth }) => (truth === null ? [] : [transition.condition])),
  ]).includes('"field":"fields.');

const missing = (isMissing: boolean, needs: Unchecked['needs'], codes: readonly CheckCode[]): readonly Unchecked[] =>
  isMissing ? codes.map((code) => ({ code, needs })) : [];

const tooMuch = (code: CheckCode, place: Place): Unchecked => ({ code, needs: 'simpler_condition', place });
