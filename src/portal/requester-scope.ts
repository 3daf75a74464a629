import type { ResolvedArea } from '../area/resolved-area.ts';
import type { Condition } from '../condition/condition.ts';
import type { TicketRow } from '../ticket/ticket-row.ts';
import type { RequesterActor } from './requester-ticket.ts';

/** Does a ticket belong to this requester? By contact, or by person where the area says so. */
export const isInScope = (ticket: TicketRow, area: ResolvedArea, requester: RequesterActor): boolean =>
  area.portal !== null &&
  ticket.requester.contact === requester.contact &&
  (area.portal.scope === 'contact' || (requester.person !== undefined && ticket.requester.person === requester.person));

/** The same as one question to a store: the tickets of this requester in all areas with a portal. Null: none. */
export const requesterScope = (areas: readonly ResolvedArea[], requester: RequesterActor): Condition | null => {
  const { contact, person } = requester;
  const scopes = areas.flatMap(({ id, portal }): readonly Condition[] => {
    if (portal === null || (portal.scope === 'requester' && person === undefined)) return [];
    const own: readonly Condition[] =
      portal.scope === 'requester' ? [{ field: 'requester.person', is: person ?? '' }] : [];
    return [{ all: [{ field: 'area', is: id }, { field: 'requester.contact', is: contact }, ...own] }];
  });
  return scopes.length === 0 ? null : { any: scopes };
};
