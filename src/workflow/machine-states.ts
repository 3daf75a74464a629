import type { StepCategory } from '../ticket/ticket-row.ts';
import type { TransitionDefinition, TransitionTarget, WorkflowDefinition } from './definition.ts';

/** A step as XState takes it; `G` is what the machine adds to each transition: its guard above all. */
export interface MachineState<G> {
  readonly description: string;
  /** Holds the category. */
  readonly tags: readonly [StepCategory];
  /** By id of the transition. */
  readonly on: Readonly<Record<string, G & MachineWay & { readonly description: string }>>;
}

/** Into a step, or out of the workflow: other workflows are other machines, and where that leads is found out after the step. */
type MachineWay =
  | { readonly target: string; readonly reenter: true }
  | { readonly actions: { readonly type: 'enterWorkflow'; readonly params: { readonly to: TransitionTarget } } };

/**
 * The steps of a workflow as states of XState. A closed step has a tag and never `type: 'final'`: a final state cannot be left, and
 * closed tickets are reopened. A transition into its own step leaves it and enters it again.
 */
export const machineStates = <G>(
  definition: WorkflowDefinition,
  guardOf: (transition: TransitionDefinition) => G,
): Readonly<Record<string, MachineState<G>>> =>
  Object.fromEntries(
    definition.steps.map((step) => [
      step.id,
      {
        description: step.name,
        tags: [step.category],
        on: Object.fromEntries(
          definition.transitions
            .filter((one) => one.from.includes(step.id))
            .map((one) => [one.id, { ...guardOf(one), ...wayTo(one.to), description: one.name }]),
        ),
      },
    ]),
  );

const wayTo = (to: TransitionTarget): MachineWay =>
  typeof to === 'string' ? { target: to, reenter: true } : { actions: { type: 'enterWorkflow', params: { to } } };
