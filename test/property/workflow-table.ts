import { isDeepStrictEqual } from 'node:util';
import { type Circumstances, conditions, type RandomWorkflow } from './random-workflows.ts';

type TableTransition = RandomWorkflow['transitions'][number];

/** Who asks, and what the ticket is like. */
export interface TableFacts extends Circumstances {
  readonly words: ReadonlySet<string>;
  readonly requester: boolean;
}

const isClosed = ({ steps }: RandomWorkflow, step: string): boolean =>
  steps.some(({ id, category }) => id === step && category === 'closed');

/** The transitions of a step as they are configured: a plain table, without machine, definition or defaults of the engine. */
export const tableRow = (workflow: RandomWorkflow, step: string): readonly TableTransition[] =>
  workflow.transitions.filter(({ from, to }) =>
    from === '*'
      ? workflow.steps.some(({ id }) => id === step) && !isClosed(workflow, step) && step !== to
      : from.includes(step),
  );

/** What a table says of a transition: taken, or why not. */
const tableVerdict = (
  workflow: RandomWorkflow,
  step: string,
  transition: TableTransition,
  facts: TableFacts,
): 'taken' | 'permission' | 'condition' => {
  const word =
    isClosed(workflow, step) && transition.permissionFromClosed !== undefined
      ? transition.permissionFromClosed
      : transition.permission;
  if (facts.requester ? transition.requester !== true : !facts.words.has(word)) return 'permission';
  const condition = conditions.find((one) => isDeepStrictEqual(one.condition, transition.condition));
  return condition === undefined || condition.holds(facts) ? 'taken' : 'condition';
};

/** Where a transition leads by the table, or null. */
export const tableNext = (
  workflow: RandomWorkflow,
  step: string,
  id: string,
  facts: TableFacts,
): TableTransition['to'] | null => {
  const transition = tableRow(workflow, step).find((one) => one.id === id);
  if (transition === undefined) return null;
  return tableVerdict(workflow, step, transition, facts) === 'taken' ? transition.to : null;
};

/** What a list shows by the table: ids, and whether each can be taken. */
export const tableOffer = (
  workflow: RandomWorkflow,
  step: string,
  facts: TableFacts,
): readonly (readonly [id: string, enabled: boolean])[] =>
  tableRow(workflow, step).flatMap((transition) => {
    const verdict = tableVerdict(workflow, step, transition, facts);
    const hidden =
      (verdict === 'permission' && transition.whenForbidden !== 'disable') ||
      (verdict === 'condition' && transition.whenBlocked === 'hide');
    return hidden ? [] : [[transition.id, verdict === 'taken'] as const];
  });
