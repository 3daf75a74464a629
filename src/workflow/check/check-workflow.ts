import { RefusedError } from '../../refusal/refused-error.ts';
import { deepFreeze } from '../../text/deep-freeze.ts';
import type { Workflow } from '../workflow.ts';
import type { WorkflowDocument } from '../workflow-document.ts';
import { busFactorOf } from './bus-factor.ts';
import { type CheckCode, checkCodes } from './check-codes.ts';
import type { WorkflowCheckOptions } from './check-options.ts';
import { checkSelection } from './check-selection.ts';
import { subjectOf } from './check-subject.ts';
import { coalitionsOf, type StepCoalitions } from './coalitions.ts';
import type { Finding } from './finding.ts';
import { formFindings } from './form-findings.ts';
import { readDefinition } from './read-definition.ts';
import { readOptions } from './read-options.ts';
import type { RoleReach } from './role-reach.ts';
import { type Unchecked, uncheckedOf } from './unchecked.ts';
import { errorsFirst, workflowFindings } from './workflow-findings.ts';

/** What is known of a workflow before a ticket runs through it; plain JSON. */
export interface WorkflowReport {
  /** Errors first. */
  readonly findings: readonly Finding[];
  /** What was not checked, and what it would need. */
  readonly unchecked: readonly Unchecked[];
  /** Role → step → what the role alone can do about it. Null: no roles are known, or the document cannot be read. */
  readonly reachability: Readonly<Record<string, Readonly<Record<string, RoleReach>>>> | null;
  /** Step → who together can close a ticket there. Null: the same, or more than 30 roles take part. */
  readonly coalitions: Readonly<Record<string, StepCoalitions>> | null;
  /**
   * Step → how many active users must be missing before nobody can close a ticket there; null where no user is needed. Null as a
   * whole: no roles or users are known, or the workflow is worked by more than 12 different crews.
   */
  readonly busFactor: Readonly<Record<string, number | null>> | null;
}

/**
 * Checks a workflow before anything runs through it: what is wrong, what is odd, and who can bring tickets to an end. Pure; the more
 * it is told, the more it finds.
 *
 * @example
 * ```ts
 * import { checkWorkflow, defineWorkflow } from 'ticketwerk';
 *
 * const incident = defineWorkflow({
 *   id: 'incident',
 *   name: 'Incident',
 *   initial: 'new',
 *   steps: {
 *     new: { name: 'New', category: 'new' },
 *     waiting: { name: 'Waiting', category: 'pending' },
 *     closed: { name: 'Closed', category: 'closed' },
 *   },
 *   transitions: {
 *     wait: { name: 'Wait', from: ['new'], to: 'waiting', permission: 'work' },
 *     close: { name: 'Close', from: ['new'], to: 'closed', permission: 'work' },
 *   },
 * });
 * const { findings } = checkWorkflow(incident, { roles: { agent: ['work'] } });
 * console.log(findings.map(({ code, place }) => `${code} ${place.join('.')}`)); // [ 'E06 steps.waiting', 'W06 steps.waiting' ]
 * ```
 */
export const checkWorkflow = (
  workflow: Workflow | WorkflowDocument,
  options: WorkflowCheckOptions = {},
): WorkflowReport => {
  const known = readOptions(options);
  if (!known.ok) throw new RefusedError(known.refusal);
  const read = readDefinition(workflow);
  if (!read.ok) return deepFreeze(unreadable(formFindings(read.refusal.issues)));
  const subject = subjectOf(read.value, known.value);
  const selection = checkSelection(known.value, read.value.id);
  return deepFreeze({
    findings: errorsFirst([...workflowFindings(subject), ...selection.findings]),
    unchecked: uncheckedOf(subject, selection),
    reachability: subject.reach,
    coalitions: coalitionsOf(subject),
    busFactor: busFactorOf(subject),
  });
};

const unreadable = (findings: readonly Finding[]): WorkflowReport => ({
  findings,
  unchecked: Object.keys(checkCodes).flatMap((code) =>
    code === 'E00' ? [] : [{ code: code as CheckCode, needs: 'form' as const }],
  ),
  reachability: null,
  coalitions: null,
  busFactor: null,
});
