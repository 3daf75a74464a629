import { permissionWords } from '../../ticket/permission-words.ts';
import type { CheckSubject } from './check-subject.ts';
import { type Finding, finding } from './finding.ts';
import { type Edge, graphOf, isClosed, reopens } from './workflow-graph.ts';

/** E11: ways out of closed steps that need no privileged word, also those that lead through another workflow. */
export const checkReopening = (subject: CheckSubject): readonly Finding[] => {
  const isPrivileged = privilegedBy(subject);
  const reopening = subject.graph.edges.filter(reopens);
  return subject.definition.transitions.flatMap((transition) => {
    const ways = reopening.filter((edge) => edge.transition === transition && edge.word !== '');
    const [first] = ways;
    if (first === undefined || isPrivileged(first.word)) return [];
    const { word } = first;
    const steps = [...new Set(ways.map(({ from }) => from.id))];
    const key = transition.permissionFromClosed === undefined ? 'permission' : 'permissionFromClosed';
    const message = `Whoever holds "${word}" may reopen by "${transition.id}"; let permissionFromClosed name a word that guards nothing else, such as "reopen".`;
    return [finding('E11', 'not_privileged', ['transitions', transition.id, key], message, { word, steps })];
  });
};

const privilegedBy = ({ known, graph }: CheckSubject): ((word: string) => boolean) => {
  if (known.privileged !== null) {
    const named = new Set(known.privileged);
    return (word) => named.has(word);
  }
  const all = [graph, ...(known.others ?? []).map(({ definition }) => graphOf(definition, null))].flatMap(
    ({ edges }) => edges,
  );
  const common = new Set(all.filter(leavesOpenStep).map(({ word }) => word));
  return (word) => !common.has(word) && !engineWords.has(word);
};

const leavesOpenStep = ({ from }: Edge): boolean => !isClosed(from);

/** What the engine's own words guard is more than transitions; reopening is what the one that is left out is for. */
const engineWords: ReadonlySet<string> = new Set(permissionWords.filter((word) => word !== 'ticket.reopen'));
