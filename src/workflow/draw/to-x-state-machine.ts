import type { Condition } from '../../condition/condition.ts';
import { RefusedError } from '../../refusal/refused-error.ts';
import { deepFreeze } from '../../text/deep-freeze.ts';
import { nothingKnown } from '../check/knowledge.ts';
import type { TransitionDefinition, WorkflowDefinition } from '../definition.ts';
import { type MachineState, machineStates } from '../machine-states.ts';
import { workflowProblems } from '../workflow-problems.ts';

/** What the guard `allowed` of an exported machine is to decide by. */
export interface XStateGuard {
  readonly type: 'allowed';
  readonly params: {
    readonly permission: string;
    /** Needed instead when a closed step is left. Default: `permission`. */
    readonly permissionFromClosed?: string;
    /** Default: no condition. */
    readonly condition?: Condition;
  };
}

/** A workflow as XState 5 takes it: plain JSON. */
export interface XStateMachine {
  readonly id: string;
  readonly description: string;
  readonly initial: string;
  readonly states: Readonly<Record<string, MachineState<{ readonly guard: XStateGuard }>>>;
}

/**
 * A workflow as the configuration of an XState 5 machine, to look at it in Stately’s editor or to walk it in tests with
 * `xstate/graph`. It is what the engine itself compiles, with the decision of the guard `allowed` left to whoever runs it.
 *
 * @throws RefusedError `config_invalid` with every problem of a definition that no desk would take: XState would misread some.
 */
export const toXStateMachine = (definition: WorkflowDefinition): XStateMachine => {
  const issues = workflowProblems(definition, nothingKnown, []);
  const message = issues.map((issue) => issue.message).join(' ');
  if (issues.length > 0) throw new RefusedError({ code: 'config_invalid', message, issues, data: {} });
  return deepFreeze({
    id: definition.id,
    description: definition.name,
    initial: definition.initial,
    states: machineStates(definition, (transition) => ({
      guard: { type: 'allowed' as const, params: paramsOf(transition) },
    })),
  });
};

const paramsOf = ({ permission, permissionFromClosed, condition }: TransitionDefinition): XStateGuard['params'] => ({
  permission,
  ...(permissionFromClosed === undefined ? {} : { permissionFromClosed }),
  ...(condition === undefined ? {} : { condition }),
});
