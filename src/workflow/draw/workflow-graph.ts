import type { StepCategory } from '../../ticket/ticket-row.ts';
import type { TransitionDefinition, WorkflowDefinition } from '../definition.ts';
import type { DrawOptions } from './draw-options.ts';
import { labelText } from './label-text.ts';
import { type StepColors, stepColors } from './step-colors.ts';

/** A step in a picture. */
export interface DrawnStep {
  /** `s0`, `s1`, …: safe in every language of pictures, whatever the id of the step is. */
  readonly key: string;
  readonly id: string;
  /** One line. */
  readonly name: string;
  /** Null: a transition names this step, but the workflow has none with this id. */
  readonly category: StepCategory | null;
  readonly colors: StepColors;
  readonly mark: 'current' | 'visited' | null;
}

/** A transition from one step to another in a picture. One that starts from three steps is drawn three times. */
export interface DrawnTransition {
  /** The transition's id. */
  readonly id: string;
  /** Keys of the steps. */
  readonly from: string;
  readonly to: string;
  /** One line. */
  readonly name: string;
  /** The word that is needed here, on one line. */
  readonly permission: string;
  /** Did the ticket of the trace take it? */
  readonly taken: boolean;
}

/** What a picture of a workflow shows, for a drawing of one's own. */
export interface WorkflowGraph {
  /** One line. */
  readonly name: string;
  readonly direction: 'down' | 'right';
  /** Key of the step where tickets start. */
  readonly initial: string;
  readonly steps: readonly DrawnStep[];
  readonly transitions: readonly DrawnTransition[];
}

/** The steps and transitions of a workflow as a graph, with names of one line, colours and the marks of a trace. */
export const workflowGraph = (definition: WorkflowDefinition, options: DrawOptions = {}): WorkflowGraph => {
  const { direction = 'down', current, visited = [], taken = [] } = options;
  const known = new Map(definition.steps.map((step) => [step.id, step]));
  const named = definition.transitions.flatMap(({ from, to }) => [...from, to]);
  const keys = new Map([...new Set([...known.keys(), definition.initial, ...named])].map((id, at) => [id, `s${at}`]));
  const keyOf = (id: string): string => keys.get(id) ?? '';
  return {
    name: labelText(definition.name),
    direction,
    initial: keyOf(definition.initial),
    steps: [...keys].map(([id, key]) => {
      const step = known.get(id);
      return {
        key,
        id,
        name: labelText(step?.name ?? id),
        category: step?.category ?? null,
        colors: stepColors(step?.category ?? null, step?.color),
        mark: id === current ? 'current' : visited.includes(id) ? 'visited' : null,
      };
    }),
    transitions: definition.transitions.flatMap((transition) =>
      [...new Set(transition.from)].map((from) => ({
        id: transition.id,
        from: keyOf(from),
        to: keyOf(transition.to),
        name: labelText(transition.name),
        permission: labelText(permissionFrom(transition, known.get(from)?.category)),
        taken: taken.some((one) => one.from === from && one.transition === transition.id),
      })),
    ),
  };
};

const permissionFrom = (transition: TransitionDefinition, category: StepCategory | undefined): string =>
  (category === 'closed' ? transition.permissionFromClosed : undefined) ?? transition.permission;
