import { type Actor, userOf } from '../ticket/actor.ts';
import { ticketFacts } from '../ticket/ticket-facts.ts';
import type { TicketRow } from '../ticket/ticket-row.ts';
import type { TransitionFacts } from './evaluate-transition.ts';

export const transitionFacts = (
  ticket: TicketRow,
  actor: Actor,
  permissions: ReadonlySet<string>,
): TransitionFacts => ({
  requester: 'contact' in actor,
  permissions,
  fromClosed: ticket.category === 'closed',
  user: userOf(actor),
  fact: ticketFacts(ticket),
});
