import { accept, type Decided, refuse } from '../refusal/refusal.ts';
import type { TicketRow } from '../ticket/ticket-row.ts';
import type { OfferedTransition } from './available-transitions.ts';
import type { WorkflowDefinition } from './definition.ts';
import { leadsBack } from './target-place.ts';

/**
 * The one of the offered transitions that closes the ticket: the only way into a closed step, or the one marked `closesByDefault`. One
 * that leads back is none of them: where that is depends on the ticket's past.
 */
export const closingTransition = (
  ticket: TicketRow,
  definition: WorkflowDefinition,
  offered: readonly OfferedTransition[],
): Decided<OfferedTransition> => {
  if (ticket.category === 'closed') {
    return refuse('already_done', `Ticket ${ticket.number} is closed already.`, {
      data: { ticket: ticket.id, closedAt: ticket.closedAt },
    });
  }
  const definitionOf = (id: string) => definition.transitions.find((one) => one.id === id);
  const ways = offered.filter(
    ({ id, enabled, to }) => enabled && to.category === 'closed' && !leadsBack(definitionOf(id)?.to ?? id),
  );
  const preferred = ways.filter(({ id }) => definitionOf(id)?.closesByDefault);
  const [way, ...others] = preferred.length > 0 ? preferred : ways;
  if (way === undefined) return refuse('transition_unavailable', 'There is no way to close this ticket now.');
  return others.length === 0
    ? accept(way)
    : refuse('choice_required', 'There are several ways to close this ticket; take one of the transitions.', {
        data: { options: ways.map(({ id, name }) => ({ id, name })) },
      });
};
