import { z } from 'zod';
import type { StoredTicket } from '../../ports/store.ts';
import { parseInput } from '../../refusal/parse-input.ts';
import { accept, type Decided } from '../../refusal/refusal.ts';
import { deepFreeze } from '../../text/deep-freeze.ts';
import type { TicketWithActivities } from '../activity-surface.ts';
import type { Call } from '../call.ts';
import { findActivities } from '../find-activities.ts';
import { idInput } from '../id-input.ts';
import { sees } from '../sees.ts';
import { type ListedTicket, pageOfTickets, type TicketsPage } from './list-tickets.ts';
import { activityDetails, ticketActivities } from './ticket-activities.ts';

/** Whose tickets are asked for: the field of conditions, by the name that input has. */
const fields = { contact: 'requester.contact', project: 'project' } as const;

/** A page of tickets with their activities: one read for the page, one for everything at its tickets, one question to the host. */
export const activitiesOf = async (
  owner: keyof typeof fields,
  id: string,
  query: unknown,
  call: Call,
): Promise<Decided<TicketsPage<TicketWithActivities<ListedTicket>>>> => {
  const asked = parseInput(z.strictObject({ [owner]: idInput() }), { [owner]: id });
  if (!asked.ok) return asked;
  const page = await pageOfTickets(query, call, { field: fields[owner], is: id });
  if (!page.ok) return page;
  const stored = await detailed(
    page.value.rows.map((row) => row.id),
    call,
  );
  const links = stored.flatMap(({ details }) => details.activityLinks);
  const found = await findActivities(links, call);
  const items = stored.map((ticket) => ({
    ticket: page.value.view(ticket.row),
    activities: ticketActivities(ticket, found, call),
  }));
  return accept(deepFreeze({ items, next: page.value.next }));
};

/** The tickets in the order of the page, as they are now: what the caller does not see any more is left out. */
const detailed = async (ids: readonly string[], call: Call): Promise<readonly StoredTicket[]> => {
  if (ids.length === 0) return [];
  const { tenant } = call.context;
  const { tickets } = await call.store.load({ tenant, tickets: { ids, details: activityDetails } });
  const byId = new Map(tickets.map((ticket) => [ticket.row.id, ticket]));
  return ids.flatMap((id) => byId.get(id) ?? []).filter(({ row }) => sees(call, row));
};
