import type { ResolvedArea } from '../area/resolved-area.ts';
import { accept, type Decided, refuse } from '../refusal/refusal.ts';
import type { TicketRow } from './ticket-row.ts';

/** A closed ticket is read-only until it is reopened, except with `ticket.edit_closed`. */
const isLocked = (ticket: TicketRow, area: ResolvedArea, permissions: ReadonlySet<string>): boolean =>
  ticket.category === 'closed' && area.lockClosed && !permissions.has('ticket.edit_closed');

export const requireUnlocked = (
  ticket: TicketRow,
  area: ResolvedArea,
  permissions: ReadonlySet<string>,
): Decided<null> =>
  isLocked(ticket, area, permissions)
    ? refuse('ticket_closed', `Ticket ${ticket.number} is closed. Reopen it before you change it.`, {
        data: { ticket: ticket.id, closedAt: ticket.closedAt },
      })
    : accept(null);

/** Whoever changes a ticket holds the word for it, and the ticket is not locked. */
export const requireToChange = (
  permission: string,
  {
    ticket,
    area,
    permissions,
  }: { readonly ticket: TicketRow; readonly area: ResolvedArea; readonly permissions: ReadonlySet<string> },
): Decided<null> => {
  const allowed = requirePermission(permission, permissions, area.id);
  return allowed.ok ? requireUnlocked(ticket, area, permissions) : allowed;
};

export const requirePermission = (permission: string, permissions: ReadonlySet<string>, area: string): Decided<null> =>
  permissions.has(permission)
    ? accept(null)
    : refuse('forbidden', `This needs the permission ${permission} in area "${area}".`, { data: { permission, area } });
