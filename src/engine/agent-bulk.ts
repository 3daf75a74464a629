import type { Condition } from '../condition/condition.ts';
import type { TicketReference } from './agent.ts';
import type { NewAction } from './agent-actions.ts';
import type { BulkOptions } from './bulk/bulk-options.ts';
import type { BulkOutcome, BulkPreview } from './bulk/bulk-verdict.ts';
import type { BulkTargets } from './bulk/targets.ts';
import type { StatusListIds, StepIds, TransitionIds, TransitionsOf, WorkflowsOf } from './inference.ts';
import type { Mode } from './mode.ts';

/** An action for several tickets at once. Its time is booked in full on each of them. */
export interface BulkAction extends Omit<NewAction, 'thenInterimDraft'> {
  /** Also queues one mail a ticket to its requester, in the outbox of the actor; only of an external action. Default: false. */
  readonly send?: boolean;
}

/** How tickets are moved. */
export interface BulkMove {
  /** For transitions that take a comment; the others go without. Default: none. */
  readonly comment?: string;
  /**
   * Needed where tickets are closed by it: `inform` says whether each requester gets a closing mail, queued in the outbox of the
   * actor. Default: it is asked for with `confirmation_required`, and nothing is changed.
   */
  readonly confirm?: { readonly inform: boolean };
}

/** Whose tickets go to whom. */
export interface HandOverAll {
  readonly from: string;
  readonly to: string;
  /** Only these of them. Default: all. */
  readonly where?: Condition;
  /** Closed ones too. Default: false. */
  readonly closed?: boolean;
  /** Where the area would ask whom to inform: tells the new responsible, in one mail a ticket. Default: false, nobody. */
  readonly inform?: boolean;
}

type BulkAnswer<M extends Mode> = Promise<M extends 'preview' ? BulkPreview : BulkOutcome>;

/**
 * Commands on many tickets. Each ticket is decided by itself, as the command on one ticket would, and has its own verdict: what is
 * refused for one keeps no other from being changed. A selection is a list of tickets, 500 at most unless the desk is given another
 * limit. In chunks of 100: one read and one write each.
 */
export interface BulkCommands<A, M extends Mode> {
  /** Adds one action to every ticket. */
  addAction(tickets: readonly TicketReference[], action: BulkAction, options?: BulkOptions): BulkAnswer<M>;
  /** Moves tickets of workflows into a step, each by a transition that is permitted and leads there. */
  setStep(
    tickets: readonly TicketReference[],
    step: StepIds<WorkflowsOf<A>>,
    input?: BulkMove,
    options?: BulkOptions,
  ): BulkAnswer<M>;
  /** Puts tickets of status lists into a status. */
  setStatus(
    tickets: readonly TicketReference[],
    status: TransitionIds<TransitionsOf<WorkflowsOf<A>, StatusListIds<WorkflowsOf<A>>>>,
    input?: BulkMove,
    options?: BulkOptions,
  ): BulkAnswer<M>;
  /** Deletes tickets of a list, which needs `ticket.delete_from_list` beside `ticket.delete`. */
  delete(
    tickets: readonly TicketReference[],
    input: M extends 'preview' ? { readonly confirmed?: true } : { readonly confirmed: true },
    options?: BulkOptions,
  ): BulkAnswer<M>;
  /** Hands over all tickets of a user that the actor may see, such as for an absence. */
  handOverAll(input: HandOverAll, options?: BulkOptions): BulkAnswer<M>;
}

/** What is done with a selection of a list. */
export interface Bulk<A> extends BulkCommands<A, 'run'> {
  /** The steps and statuses that the selected tickets can be moved to, with how many of them. */
  targets(tickets: readonly TicketReference[]): Promise<BulkTargets>;
}
