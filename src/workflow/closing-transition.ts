import { accept, type Decided, refuse } from '../refusal/refusal.ts';
import type { Actor } from '../ticket/actor.ts';
import type { TicketRow } from '../ticket/ticket-row.ts';
import { availableTransitions, type OfferedTransition } from './available-transitions.ts';
import type { WorkflowDefinition } from './definition.ts';

/** The transition that closes the ticket: the one permitted way into a closed step, or the one marked `closesByDefault`. */
export const closingTransition = (
  ticket: TicketRow,
  definition: WorkflowDefinition,
  actor: Actor,
  permissions: ReadonlySet<string>,
): Decided<string> => {
  if (ticket.category === 'closed') {
    return refuse('already_done', `Ticket ${ticket.number} is closed already.`, {
      data: { ticket: ticket.id, closedAt: ticket.closedAt },
    });
  }
  const ways = waysToClose(ticket, definition, actor, permissions);
  const preferred = ways.filter((way) => definition.transitions.find((one) => one.id === way.id)?.closesByDefault);
  const [way, ...others] = preferred.length > 0 ? preferred : ways;
  if (way === undefined) return refuse('transition_unavailable', 'There is no way to close this ticket now.');
  return others.length === 0
    ? accept(way.id)
    : refuse('choice_required', 'There are several ways to close this ticket; take one of the transitions.', {
        data: { options: ways.map(({ id, name }) => ({ id, name })) },
      });
};

const waysToClose = (
  ticket: TicketRow,
  definition: WorkflowDefinition,
  actor: Actor,
  permissions: ReadonlySet<string>,
): readonly OfferedTransition[] =>
  availableTransitions(ticket, definition, actor, permissions).filter(
    (one) => one.enabled && one.to.category === 'closed',
  );
