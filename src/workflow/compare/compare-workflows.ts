import { type Decided, refuseInput } from '../../refusal/refusal.ts';
import { RefusedError } from '../../refusal/refused-error.ts';
import { deepFreeze } from '../../text/deep-freeze.ts';
import { subjectOf } from '../check/check-subject.ts';
import { coalitionsOf } from '../check/coalitions.ts';
import type { Finding } from '../check/finding.ts';
import { readDefinition } from '../check/read-definition.ts';
import type { Unchecked } from '../check/unchecked.ts';
import type { WorkflowDefinition } from '../definition.ts';
import type { Workflow } from '../workflow.ts';
import type { WorkflowDocument } from '../workflow-document.ts';
import { readComparisonOptions, type WorkflowComparisonOptions } from './compare-options.ts';
import { type DefinitionChanges, definitionChanges } from './definition-changes.ts';
import { inputFindings } from './input-findings.ts';
import { outlookFindings } from './outlook-findings.ts';
import { planFindings } from './plan-findings.ts';
import { type StepFate, stepFates } from './step-fates.ts';

/** What a change of a workflow comes to; plain JSON. */
export interface WorkflowComparison {
  readonly changes: DefinitionChanges;
  /** What becomes of the tickets of each step. */
  readonly steps: readonly StepFate[];
  /** How many tickets there are, and of how many the outlook is not the same. Null: the histogram is not known. */
  readonly tickets: {
    readonly all: number;
    readonly fewer: number;
    readonly nobody: number;
    readonly unmapped: number;
  } | null;
  /** E16, W10 and W11; what is wrong with the new definition by itself says `checkWorkflow`. */
  readonly findings: readonly Finding[];
  /** What was not checked, and what it would need. */
  readonly unchecked: readonly Unchecked[];
}

/**
 * Says what a change of a workflow would do to tickets in flight, before it is published: which of them would stand in no step,
 * which of them fewer people or nobody could close, and which inputs become mandatory. Pure.
 *
 * @example
 * ```ts
 * import { compareWorkflows, defineWorkflow } from 'ticketwerk';
 *
 * const closing = (permission: string) =>
 *   defineWorkflow({
 *     id: 'incident',
 *     name: 'Incident',
 *     initial: 'new',
 *     steps: { new: { name: 'New', category: 'new' }, closed: { name: 'Closed', category: 'closed' } },
 *     transitions: { close: { name: 'Close', from: ['new'], to: 'closed', permission } },
 *   });
 * const { steps, tickets } = compareWorkflows(closing('work'), closing('approve'), {
 *   histogram: { new: 12, closed: 340 },
 *   roles: { agent: ['work'], lead: ['work', 'approve'] },
 * });
 * console.log(steps[0]?.outlook, steps[0]?.lost, tickets?.fewer); // fewer [ [ 'agent' ] ] 12
 * ```
 */
export const compareWorkflows = (
  before: Workflow | WorkflowDocument,
  after: Workflow | WorkflowDocument,
  options: WorkflowComparisonOptions = {},
): WorkflowComparison => {
  const basis = taken(readComparisonOptions(options));
  const [was, is] = [
    subjectOf(definitionOf(before, 'before'), basis.known),
    subjectOf(definitionOf(after, 'after'), basis.known),
  ];
  const could = coalitionsOf(was);
  const steps = stepFates(was, is, could, basis);
  return deepFreeze({
    changes: definitionChanges(was.definition, is.definition),
    steps,
    tickets: basis.histogram === null ? null : totals(steps),
    findings: [
      ...planFindings(was, is, steps, basis),
      ...inputFindings(was.definition, is.definition),
      ...outlookFindings(steps),
    ],
    unchecked: [
      ...(basis.histogram === null ? [{ code: 'E16', needs: 'histogram' } as const] : []),
      ...(could === null
        ? [{ code: 'W11', needs: basis.known.roles === null ? 'roles' : 'fewer_roles' } as const]
        : []),
    ],
  });
};

const definitionOf = (input: unknown, side: 'before' | 'after'): WorkflowDefinition => {
  const read = readDefinition(input);
  if (read.ok) return read.value;
  return taken(refuseInput(read.refusal.issues.map((issue) => ({ ...issue, path: [side, ...issue.path] }))));
};

const taken = <T>(decided: Decided<T>): T => {
  if (decided.ok) return decided.value;
  throw new RefusedError(decided.refusal);
};

const totals = (steps: readonly StepFate[]): NonNullable<WorkflowComparison['tickets']> => {
  const of = (outlook?: StepFate['outlook']): number =>
    steps.reduce((sum, one) => sum + (outlook === undefined || one.outlook === outlook ? (one.tickets ?? 0) : 0), 0);
  return { all: of(), fewer: of('fewer'), nobody: of('nobody'), unmapped: of('unmapped') };
};
