import { deepFreeze } from '../text/deep-freeze.ts';
import { toTransition } from './define-workflow.ts';
import type { StepDefinition } from './definition.ts';
import type { StepInput, Workflow } from './workflow.ts';

/** A plain list of statuses instead of a workflow; the first is where tickets start. */
export interface StatusInput<Id extends string = string> extends StepInput<NoInfer<Id>> {
  readonly id: Id;
}

/** The transitions a status list compiles to: one per status, taking its id. */
export type StatusTransitions<S extends string> = {
  readonly [K in S]: {
    readonly name: string;
    readonly from: readonly S[];
    readonly to: K;
    readonly permission: 'ticket.edit';
    readonly comment: 'optional';
  };
};

/** Compiles a status list to a workflow: from every status to every other, out of a closed one with `ticket.reopen`. */
export const statusesWorkflow = <const Id extends string, S extends string>(
  id: Id,
  name: string,
  statuses: readonly (StepDefinition & { readonly id: S })[],
): Workflow<Id, S, StatusTransitions<S>> => {
  const transitions = statuses.map((status) =>
    toTransition(
      status.id,
      {
        name: status.name,
        from: statuses.filter((other) => other.id !== status.id).map((other) => other.id),
        to: status.id,
        permission: 'ticket.edit',
        permissionFromClosed: 'ticket.reopen',
        comment: 'optional',
      },
      statuses,
    ),
  );
  return deepFreeze({ id, definition: { id, name, initial: statuses[0]?.id ?? '', steps: statuses, transitions } });
};
