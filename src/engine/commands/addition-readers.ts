import type { TicketRow } from '../../ticket/ticket-row.ts';
import type { Configuration } from '../configuration.ts';
import type { PeopleRequest } from '../find-people.ts';

/** Who may hear of what a requester adds: the responsible, or who stands in for one who cannot be reached. */
export const additionReaders = (ticket: TicketRow | undefined, configuration: Configuration): PeopleRequest => ({
  users: [ticket?.responsible, configuration.areas.get(ticket?.area ?? '')?.portal?.defaultResponsible].filter(
    (id) => id != null,
  ),
});
