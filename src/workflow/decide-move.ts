import { accept, type Decided } from '../refusal/refusal.ts';
import type { NewEvent } from '../ticket/ticket-event.ts';
import type { TicketRow } from '../ticket/ticket-row.ts';
import { decideTransition, type TransitionContext, unavailable, workflowOf } from './decide-transition.ts';
import { machineOf } from './machine.ts';

/** How a ticket gets into a step. */
export interface DecidedMove {
  /** None: it stands there already. */
  readonly events: readonly NewEvent[];
  /** The comment was not taken, because the transition takes none. */
  readonly commentDropped: boolean;
}

/**
 * Decides the move of a ticket into a step: by the first transition from where it stands, in configured order, that is permitted and
 * has what it asks for. A comment is for those transitions that take one.
 */
export const decideMove = (
  ticket: TicketRow,
  step: string,
  comment: string | undefined,
  context: TransitionContext,
): Decided<DecidedMove> => {
  if (ticket.step === step) return accept({ events: [], commentDropped: false });
  const workflow = workflowOf(ticket, context.area);
  if (!workflow.ok) return workflow;
  const ways = machineOf(workflow.value.definition)
    .transitionsOf(ticket.step)
    .filter(({ to }) => to === step)
    .map((way) => {
      const takes = way.comment !== 'none';
      const decided = decideTransition(ticket, way.id, takes && comment !== undefined ? { comment } : {}, context);
      const commentDropped = !takes && comment !== undefined && comment.trim() !== '';
      return decided.ok ? accept({ events: decided.value, commentDropped }) : decided;
    });
  return ways.find(({ ok }) => ok) ?? ways.find(isTellable) ?? ways[0] ?? unavailable();
};

/** What somebody can do something about says more than that there is no way. */
const isTellable = (way: Decided<unknown>): boolean => !way.ok && way.refusal.code !== 'transition_unavailable';
