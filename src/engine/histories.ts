import type { TicketEvent } from '../ticket/ticket-event.ts';
import type { TicketRow } from '../ticket/ticket-row.ts';
import { machineOf } from '../workflow/machine.ts';
import { leadsBack } from '../workflow/target-place.ts';
import type { Call } from './call.ts';

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

const mayGoBack = ({ area, workflow, step }: TicketRow, { engine }: Call): boolean => {
  const definition = engine.configuration.areas.get(area)?.workflows.get(workflow);
  return (
    definition !== undefined &&
    machineOf(definition)
      .transitionsOf(step)
      .some(({ to }) => leadsBack(to))
  );
};
