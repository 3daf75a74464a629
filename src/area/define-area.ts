import { deepFreeze } from '../text/deep-freeze.ts';
import { toStep } from '../workflow/define-workflow.ts';
import { type StatusInput, type StatusTransitions, statusesWorkflow } from '../workflow/statuses-workflow.ts';
import type { Workflow } from '../workflow/workflow.ts';
import type { WorkflowSelection } from '../workflow/workflow-selection.ts';
import type { Area, AreaSettings } from './area.ts';
import type { FieldInput } from './field.ts';

// biome-ignore lint/suspicious/noExplicitAny: only `any` accepts a workflow with transitions of every shape here
type AnyWorkflow = Workflow<string, string, any>;

interface WorkflowArea<Id, W extends readonly AnyWorkflow[], F> extends AreaSettings<F> {
  readonly id: Id;
  /** Workflows its tickets may run. */
  readonly workflows: W;
  /** Chooses the workflow of a new ticket for which nobody has chosen one. Default: the first workflow. */
  readonly workflowSelection?: WorkflowSelection<NoInfer<W>[number]['id']>;
  readonly statuses?: never;
}

interface StatusArea<Id, S extends string, F> extends AreaSettings<F> {
  readonly id: Id;
  /** A plain list of statuses instead of workflows; tickets start in the first. */
  readonly statuses: readonly StatusInput<S>[];
  readonly workflows?: never;
  readonly workflowSelection?: never;
}

/**
 * Declares a ticket area with its own numbers, fields, workflows or statuses, texts and rules.
 *
 * @example
 * ```ts
 * import { defineArea } from 'ticketwerk';
 *
 * const caretaker = defineArea({
 *   id: 'caretaker',
 *   name: 'Caretaker',
 *   statuses: [
 *     { id: 'new', name: 'New', category: 'new' },
 *     { id: 'done', name: 'Done', category: 'closed' },
 *   ],
 *   fields: { floor: { type: 'number' } },
 * });
 * ```
 */
export function defineArea<
  const Id extends string,
  const W extends readonly AnyWorkflow[],
  const F extends Readonly<Record<string, FieldInput>> = Record<never, never>,
>(area: WorkflowArea<Id, W, F>): Area<Id, W[number], F>;
export function defineArea<
  const Id extends string,
  const S extends string,
  const F extends Readonly<Record<string, FieldInput>> = Record<never, never>,
>(area: StatusArea<Id, S, F>): Area<Id, Workflow<Id, S, StatusTransitions<S>>, F>;
export function defineArea(
  area: (WorkflowArea<string, readonly Workflow[], unknown> | StatusArea<string, string, unknown>) &
    AreaSettings<unknown>,
): Area {
  const { id, workflows, workflowSelection, statuses, ...settings } = area;
  const all =
    statuses === undefined
      ? (workflows ?? [])
      : [
          statusesWorkflow(
            id,
            area.name,
            statuses.map(({ id: status, ...step }) => toStep(status, step)),
          ),
          ...(workflows ?? []),
        ];
  return deepFreeze({
    id,
    mode: statuses === undefined ? 'workflow' : 'status',
    settings: settings as Area['settings'],
    workflows: all,
    workflowSelection: workflowSelection ?? { rules: [], fallback: all[0]?.id ?? '' },
  });
}
