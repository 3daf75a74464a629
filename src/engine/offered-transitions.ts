import type { Actor } from '../ticket/actor.ts';
import { availableTransitions, type OfferedTransition } from '../workflow/available-transitions.ts';
import { workflowOf } from '../workflow/decide-transition.ts';
import type { TicketInHand } from './commands/ticket-in-hand.ts';

/** The transitions of a ticket that the actor sees; none where its workflow or its step is gone from the configuration. */
export const offeredTransitions = (hand: TicketInHand, actor: Actor): readonly OfferedTransition[] => {
  const workflow = workflowOf(hand.ticket, hand.area);
  return workflow.ok ? availableTransitions(hand.ticket, workflow.value.definition, { ...hand, actor }) : [];
};
