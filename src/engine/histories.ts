import type { TicketEvent } from '../ticket/ticket-event.ts';
import type { TicketRow } from '../ticket/ticket-row.ts';
import { leadsBack } from '../workflow/target-place.ts';
import type { Call } from './call.ts';
import { waysFrom } from './commands/ways.ts';

/** The histories of those tickets from whose step a transition leads back; nothing is read where there are none. */
export const histories = async (
  rows: readonly TicketRow[],
  call: Call,
): Promise<ReadonlyMap<string, readonly TicketEvent[]>> => {
  const ids = rows.filter((row) => mayGoBack(row, call)).map(({ id }) => id);
  if (ids.length === 0) return new Map();
  const { tickets } = await call.store.load({ tenant: call.context.tenant, tickets: { ids, details: ['events'] } });
  return new Map(tickets.map(({ row, details }) => [row.id, details.events]));
};

const mayGoBack = (row: TicketRow, { engine }: Call): boolean =>
  waysFrom(row, engine.configuration).some(({ to }) => leadsBack(to));
