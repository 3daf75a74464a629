import type { TicketEvent, TicketRow } from 'ticketwerk';
import { evolve } from '../../src/ticket/evolve.ts';

/** The ticket as it was at this version, or null if its history does not reach there. */
export const foldTo = (events: readonly TicketEvent[], version: number): TicketRow | null => {
  const past = events.filter(({ seq }) => seq <= version);
  if (past.length !== version) return null;
  let row: TicketRow | null = null;
  for (const event of past) row = evolve(row, event);
  return row;
};
