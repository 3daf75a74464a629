import type { ResolvedArea } from '../area/resolved-area.ts';
import type { Action } from '../ticket/action.ts';
import type { TicketRow } from '../ticket/ticket-row.ts';

/** Users to look up for those whom an action concerns: where they get a notice, it names the responsible too. */
export const concernedPeople = (
  concerns: readonly string[],
  ticket: TicketRow | undefined,
  area: Pick<ResolvedArea, 'notifyConcerned'> | undefined,
): readonly string[] => [...concerns, ...(area?.notifyConcerned && ticket !== undefined ? [ticket.responsible] : [])];

/** Users whom an edit names for the first time. */
export const newlyConcerned = (concerns: readonly string[], { concerns: before }: Action): readonly string[] =>
  concerns.filter((id) => !before.includes(id));
