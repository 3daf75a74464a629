import { comparePositions, conditionHolds, sortValue, ticketFacts } from '../../src/index.ts';
import type { CountRequest, PageRequest } from '../../src/ports/store.ts';
import type { TicketRow } from '../../src/ticket/ticket-row.ts';
import type { Space } from './space.ts';

export const listTickets = (space: Space, { query, after, limit }: PageRequest<'tickets'>): readonly TicketRow[] => {
  const { where, sort } = query;
  return [...space.tickets.all()]
    .filter((row) => conditionHolds(where, ticketFacts(row)))
    .map((row) => ({ row, value: sortValue(row, sort.by), id: row.id }))
    .filter((position) => after === undefined || comparePositions(position, after, sort) > 0)
    .sort((a, b) => comparePositions(a, b, sort))
    .slice(0, limit)
    .map(({ row }) => row);
};

export const countTickets = (space: Space, { where, limit }: CountRequest): number => {
  let count = 0;
  for (const row of space.tickets.all()) {
    if (count === limit) break;
    if (conditionHolds(where, ticketFacts(row))) count += 1;
  }
  return count;
};
