import type { ResolvedArea } from '../area/resolved-area.ts';
import { accept, type Decided } from '../refusal/refusal.ts';
import { requireUnlocked } from '../ticket/closed-lock.ts';
import type { Instant } from '../ticket/instant.ts';
import type { People } from '../ticket/people.ts';
import type { NewEvent } from '../ticket/ticket-event.ts';
import type { TicketRow } from '../ticket/ticket-row.ts';
import { decideTransition } from './decide-transition.ts';

const day = 86_400_000;

/**
 * What comes before a requester's addition to his ticket: mostly nothing. Where the ticket is closed the area says whether it is
 * refused, added all the same, or opens the ticket again. Opening is the area's will, so no permission is asked for.
 */
export const decideAddition = (
  ticket: TicketRow,
  area: ResolvedArea,
  { people, now }: { readonly people: People; readonly now: Instant },
): Decided<readonly NewEvent[]> => {
  const { portal, reopenBy, reopenDays } = area.closed;
  const unlocked = requireUnlocked(ticket, area, new Set());
  if (unlocked.ok || portal === 'append') return accept([]);
  const late = reopenDays !== null && Date.parse(now) - Date.parse(ticket.closedAt ?? now) > reopenDays * day;
  if (portal === 'refuse' || reopenBy === null || late) return unlocked;
  const way = area.workflows.get(ticket.workflow)?.transitions.find(({ id }) => id === reopenBy);
  const words = [way?.permission, way?.permissionFromClosed].filter((word) => word !== undefined);
  const reopened = decideTransition(
    ticket,
    reopenBy,
    {},
    {
      area,
      actor: { system: 'portal' },
      permissions: new Set(words),
      people,
      via: 'system',
    },
  );
  // A condition that does not hold keeps the ticket closed.
  return reopened.ok ? reopened : unlocked;
};
