import type { ResolvedArea } from '../../area/resolved-area.ts';
import type { TicketDetail } from '../../ports/store.ts';
import { accept, type Decided } from '../../refusal/refusal.ts';
import type { NewEvent } from '../../ticket/ticket-event.ts';
import type { CommandFacts } from '../command.ts';
import type { Plan } from '../plan.ts';
import { settledTimers } from '../settled-timers.ts';
import { supersededQuestions } from '../supersede-questions.ts';
import { closingDetails, toldHistory } from './told-history.ts';

/** What has to be read where a ticket may close: a closing mail tells the history, and closing stops timers. */
export const whenClosing: readonly TicketDetail[] = [...closingDetails, 'timers'];

/** What comes with a move that was decided. */
export const moved = (
  events: readonly NewEvent[],
  area: ResolvedArea,
  facts: CommandFacts<null>,
): Decided<Pick<Plan, 'events' | 'externalActions' | 'answered' | 'actions' | 'timers' | 'questions'>> => {
  const [found] = facts.loaded.tickets;
  const details = found?.details;
  const before = details?.actions ?? [];
  const settled = events.some(({ type }) => type === 'ticket.closed')
    ? settledTimers(details?.timers ?? [], before, area, facts)
    : null;
  const handedOver = events.some(({ type }) => type === 'ticket.responsible_changed');
  return accept({
    questions: handedOver ? supersededQuestions(found) : [],
    // What was worked comes before the end of it.
    events: [...(settled?.events ?? []), ...events],
    ...toldHistory('closing', area, details && { ...details, actions: settled?.actions ?? before }),
    actions: before,
    timers: settled?.timers ?? [],
  });
};
