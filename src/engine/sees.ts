import { isInScope } from '../portal/requester-scope.ts';
import type { TicketRow } from '../ticket/ticket-row.ts';
import { canSee } from './authorize.ts';
import type { Call } from './call.ts';

/** Does the ticket exist for whoever calls? For agents the grants decide, for a requester the scope of the area's portal. */
export const sees = ({ engine, grants, actor }: Call, ticket: TicketRow): boolean => {
  if (!('contact' in actor)) return canSee(grants, ticket, actor);
  const area = engine.configuration.areas.get(ticket.area);
  return area !== undefined && isInScope(ticket, area, actor);
};
