import { getNextTransitions, setup, transition } from 'xstate';
import type { TransitionDefinition, TransitionTarget, WorkflowDefinition } from './definition.ts';
import { evaluateTransition, type TransitionFacts } from './evaluate-transition.ts';
import { machineStates } from './machine-states.ts';

/** A workflow compiled to an XState machine, once per definition. Only this file knows XState. */
export interface Machine {
  readonly definition: WorkflowDefinition;
  hasStep(step: string): boolean;
  /** Transitions configured for a step, in configured order, whoever asks. */
  transitionsOf(step: string): readonly TransitionDefinition[];
  /** Where a transition leads for these facts, or null when it is not there or its guard says no. */
  next(step: string, transitionId: string, facts: TransitionFacts): TransitionTarget | null;
}

const machines = new WeakMap<WorkflowDefinition, Machine>();

/** The machine of a definition. Definitions are immutable, so it is compiled once. */
export const machineOf = (definition: WorkflowDefinition): Machine => {
  const known = machines.get(definition);
  if (known !== undefined) return known;
  const machine = compile(definition);
  machines.set(definition, machine);
  return machine;
};

const compile = (definition: WorkflowDefinition): Machine => {
  const order = new Map(definition.transitions.map((one, index) => [one.id, index]));
  const machine = setup({
    types: {
      events: {} as { readonly type: string; readonly facts: TransitionFacts },
      transitionMeta: {} as { readonly definition: TransitionDefinition },
    },
    actions: {
      // Other workflows are other machines: where that leads is found out after the step.
      enterWorkflow: (_, _params: { readonly to: TransitionTarget }) => {},
    },
    guards: {
      allowed: ({ event }, params: { readonly definition: TransitionDefinition }) =>
        evaluateTransition(params.definition, event.facts).length === 0,
    },
  }).createMachine({
    initial: definition.initial,
    states: machineStates(definition, (one) => ({
      guard: { type: 'allowed' as const, params: { definition: one } },
      meta: { definition: one },
    })),
  });
  const snapshots = new Map(
    definition.steps.map((step) => [step.id, machine.resolveState({ value: step.id, context: {} })]),
  );
  const offered = new Map(
    [...snapshots].map(([step, snapshot]) => [
      step,
      getNextTransitions(snapshot)
        .flatMap((one) => (one.meta === undefined ? [] : [one.meta.definition]))
        .sort((a, b) => (order.get(a.id) ?? 0) - (order.get(b.id) ?? 0)),
    ]),
  );
  return {
    definition,
    hasStep: (step) => snapshots.has(step),
    transitionsOf: (step) => offered.get(step) ?? [],
    next: (step, transitionId, facts) => {
      const snapshot = snapshots.get(step);
      // Looked up first: names such as `xstate.stop` or `*` from a caller must never reach the machine.
      const known = offered.get(step)?.some((one) => one.id === transitionId) ?? false;
      const event = { type: transitionId, facts };
      if (snapshot === undefined || !known || !snapshot.can(event)) return null;
      const [after, actions] = transition(machine, snapshot, event);
      const entering = actions.find(({ type }) => type === 'enterWorkflow')?.params;
      return entering === undefined ? String(after.value) : (entering as { readonly to: TransitionTarget }).to;
    },
  };
};
