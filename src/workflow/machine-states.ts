import type { StepCategory } from '../ticket/ticket-row.ts';
import type { TransitionDefinition, WorkflowDefinition } from './definition.ts';

/** A step as XState takes it; `G` is what the machine adds to each transition: its guard above all. */
export interface MachineState<G> {
  readonly description: string;
  /** Holds the category. */
  readonly tags: readonly [StepCategory];
  /** By id of the transition. */
  readonly on: Readonly<
    Record<string, G & { readonly description: string; readonly target: string; readonly reenter: true }>
  >;
}

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
            .map((one) => [one.id, { ...guardOf(one), description: one.name, target: one.to, reenter: true }]),
        ),
      },
    ]),
  );
