import type { Actor } from '../ticket/actor.ts';
import type { TicketEvent } from '../ticket/ticket-event.ts';
import { availableTransitions, type OfferedTransition } from '../workflow/available-transitions.ts';
import { workflowOf } from '../workflow/decide-transition.ts';
import type { TicketInHand } from './commands/ticket-in-hand.ts';

/**
 * The transitions of a ticket that the actor sees; none where its workflow or its step is gone from the configuration. Its history says
 * where those lead that lead back.
 */
export const offeredTransitions = (
  hand: TicketInHand,
  actor: Actor,
  history: readonly TicketEvent[] = [],
): readonly OfferedTransition[] => {
  const workflow = workflowOf(hand.ticket, hand.area);
  return workflow.ok ? availableTransitions(hand.ticket, workflow.value.definition, { ...hand, actor, history }) : [];
};
