import { deepFreeze } from '../text/deep-freeze.ts';
import type { StepDefinition, StepTimer, TransitionDefinition, WorkflowDefinition } from './definition.ts';
import type { StepInput, TransitionInput, Workflow } from './workflow.ts';

/**
 * Declares a workflow: pure data, checked by the compiler here and as a whole by `createDesk`.
 *
 * @example
 * ```ts
 * import { defineWorkflow } from 'ticketwerk';
 *
 * const incident = defineWorkflow({
 *   id: 'incident',
 *   name: 'Incident',
 *   initial: 'new',
 *   steps: { new: { name: 'New', category: 'new' }, closed: { name: 'Closed', category: 'closed' } },
 *   transitions: {
 *     close: { name: 'Close', from: ['new'], to: 'closed', permission: 'work', comment: 'required' },
 *     reopen: { name: 'Reopen', from: ['closed'], to: 'new', permission: 'reopen' },
 *   },
 * });
 * ```
 */
export const defineWorkflow = <
  const Id extends string,
  S extends string,
  const T extends { readonly [K in string]: TransitionInput<S> },
>(workflow: {
  readonly id: Id;
  readonly name: string;
  /** Default: none. */
  readonly description?: string;
  readonly initial: NoInfer<S>;
  readonly steps: Readonly<Record<S, StepInput<NoInfer<Extract<keyof T, string>>>>>;
  readonly transitions: T;
}): Workflow<Id, S, T> => {
  const steps = Object.entries<StepInput>(workflow.steps).map(([id, step]) => toStep(id, step));
  const definition: WorkflowDefinition = {
    id: workflow.id,
    name: workflow.name,
    ...(workflow.description === undefined ? {} : { description: workflow.description }),
    initial: workflow.initial,
    steps,
    transitions: Object.entries(workflow.transitions).map(([id, input]) => toTransition(id, input, steps)),
  };
  return deepFreeze({ id: workflow.id, definition });
};

/** The timers of a step become a list, as everything that has ids. */
export const toStep = (id: string, { timers, ...step }: StepInput): StepDefinition => ({
  id,
  ...step,
  ...(timers === undefined
    ? {}
    : { timers: Object.entries(timers).map(([timer, input]): StepTimer => ({ id: timer, ...input })) }),
});

/** Fills in the defaults. `'*'` leaves closed steps out: otherwise it would be a way around the right to reopen. */
export const toTransition = (
  id: string,
  input: TransitionInput<string>,
  steps: readonly StepDefinition[],
): TransitionDefinition => {
  const comment = input.comment ?? 'none';
  return {
    comment,
    responsible: comment === 'none' ? 'none' : 'optional',
    inform: true,
    closesByDefault: false,
    requester: false,
    whenForbidden: 'hide',
    whenBlocked: 'disable',
    ...input,
    id,
    from:
      input.from === '*'
        ? steps.filter((step) => step.category !== 'closed' && step.id !== input.to).map((step) => step.id)
        : input.from,
  };
};
