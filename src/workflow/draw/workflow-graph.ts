import type { StepCategory } from '../../ticket/ticket-row.ts';
import type {
  StepDefinition,
  TransitionDefinition,
  TransitionTarget,
  WorkflowDefinition,
  WorkflowEntry,
} from '../definition.ts';
import { describeDuration } from '../duration.ts';
import { leadsBack } from '../target-place.ts';
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
  /** Null: it is outside, or a transition names this step, but the workflow has none with this id. */
  readonly category: StepCategory | null;
  /** No step of this workflow: a place in another one, or wherever a ticket came from. Null: it is one. */
  readonly outside: 'workflow' | 'return' | null;
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
  /** How long a ticket stays in the step before the desk takes it by itself, one line such as `3 days`; null: nobody but people takes it. */
  readonly after: string | null;
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

/**
 * The steps and transitions of a workflow as a graph, with names of one line, colours and the marks of a trace. Places outside, to
 * which transitions lead, stand after the steps.
 */
export const workflowGraph = (definition: WorkflowDefinition, options: DrawOptions = {}): WorkflowGraph => {
  const { direction = 'down', current, visited = [], taken = [] } = options;
  const known = new Map(definition.steps.map((step) => [step.id, step]));
  const named = definition.transitions.flatMap(({ from, to }) => [...from, ...(typeof to === 'string' ? [to] : [])]);
  const ids = [...new Set([...known.keys(), definition.initial, ...named])];
  const keys = new Map(ids.map((id, at) => [id, `s${at}`]));
  const keyOf = (id: string): string => keys.get(id) ?? '';
  const outside = placesOutside(definition);
  const keyOutside = (to: TransitionTarget): string => `s${ids.length + [...outside.keys()].indexOf(outsideId(to))}`;
  return {
    name: labelText(definition.name),
    direction,
    initial: keyOf(definition.initial),
    steps: [
      ...[...keys].map(([id, key]): DrawnStep => {
        const step = known.get(id);
        return {
          key,
          id,
          name: labelText(step?.name ?? id),
          category: step?.category ?? null,
          outside: null,
          colors: stepColors(step?.category ?? null, step?.color),
          mark: id === current ? 'current' : visited.includes(id) ? 'visited' : null,
        };
      }),
      ...[...outside].map(
        ([id, to]): DrawnStep => ({
          key: keyOutside(to),
          id,
          name: labelText(id),
          category: null,
          outside: leadsBack(to) ? 'return' : 'workflow',
          colors: stepColors('outside', undefined),
          mark: null,
        }),
      ),
    ],
    transitions: definition.transitions.flatMap((transition) =>
      [...new Set(transition.from)].map((from) => ({
        id: transition.id,
        from: keyOf(from),
        to: typeof transition.to === 'string' ? keyOf(transition.to) : keyOutside(transition.to),
        name: labelText(transition.name),
        permission: labelText(permissionFrom(transition, known.get(from)?.category)),
        after: timesOf(known.get(from), transition.id),
        taken: taken.some((one) => one.from === from && one.transition === transition.id),
      })),
    ),
  };
};

/** Several timers may take one transition. */
const timesOf = (step: StepDefinition | undefined, transition: string): string | null => {
  const timers = (step?.timers ?? []).filter((timer) => timer.transition === transition);
  return timers.length === 0 ? null : labelText(timers.map(({ after }) => describeDuration(after)).join(', '));
};

/** Where transitions lead out of the workflow, each place once. */
const placesOutside = ({ transitions }: WorkflowDefinition): ReadonlyMap<string, TransitionTarget> =>
  new Map(transitions.flatMap(({ to }) => (typeof to === 'string' ? [] : [[outsideId(to), to] as const])));

/** `problem: fixing`, `problem`, `back, or problem: fixing`. */
const outsideId = (to: TransitionTarget): string => {
  if (typeof to === 'string') return to;
  return leadsBack(to) ? `back, or ${entryId(to.fallback)}` : entryId(to);
};

/** Whoever writes definitions without a compiler may forget it. */
const entryId = (entry: WorkflowEntry | null | undefined): string =>
  entry == null ? 'nowhere' : entry.step === undefined ? entry.workflow : `${entry.workflow}: ${entry.step}`;

const permissionFrom = (transition: TransitionDefinition, category: StepCategory | undefined): string =>
  (category === 'closed' ? transition.permissionFromClosed : undefined) ?? transition.permission;
