import type { ResolvedArea } from '../area/resolved-area.ts';
import type { Action } from '../ticket/action.ts';
import type { Instant } from '../ticket/instant.ts';
import { newestFirst } from '../ticket/newest-first.ts';
import type { TicketRow } from '../ticket/ticket-row.ts';

/** What a requester sees of an action. */
export interface RequesterAction {
  readonly at: Instant;
  readonly by: 'you' | 'us';
  readonly shortDescription: string;
  readonly description: string;
  /** Hundredths of an hour. */
  readonly timeSpent: number;
}

/** A ticket as its requester sees it: a type of its own, so that nothing internal can slip into it. */
export interface RequesterTicket {
  readonly id: string;
  readonly number: string;
  readonly area: string;
  readonly subject: string;
  readonly description: string;
  readonly status: { readonly label: string; readonly category: string };
  readonly openedAt: Instant;
  readonly closedAt: Instant | null;
  readonly lastExternalAt: Instant;
  readonly actions: readonly RequesterAction[];
  /** Sum over external actions, in hundredths of an hour. */
  readonly timeSpent: number;
}

/** The one projection from the inside to a requester. */
export const requesterTicket = (ticket: TicketRow, actions: readonly Action[], area: ResolvedArea): RequesterTicket => {
  const step = area.workflows.get(ticket.workflow)?.steps.find((one) => one.id === ticket.step);
  const external = newestFirst(actions.filter((action) => action.visibility === 'external'));
  return {
    id: ticket.id,
    number: ticket.number,
    area: ticket.area,
    subject: ticket.subject,
    description: ticket.description,
    status: { label: step?.publicLabel ?? step?.name ?? ticket.category, category: ticket.category },
    openedAt: ticket.createdAt,
    closedAt: ticket.closedAt,
    lastExternalAt: ticket.lastExternalAt,
    actions: external.map((action) => ({
      at: action.occurredAt,
      by: 'contact' in action.author ? 'you' : 'us',
      shortDescription: action.shortDescription,
      description: action.description,
      timeSpent: action.timeSpent,
    })),
    timeSpent: external.reduce((sum, action) => sum + action.timeSpent, 0),
  };
};

/** Does a ticket belong to this requester? By contact, or by person where the area says so. */
export const isInScope = (
  ticket: TicketRow,
  area: ResolvedArea,
  requester: { readonly contact: string; readonly person?: string },
): boolean =>
  area.portal !== null &&
  ticket.requester.contact === requester.contact &&
  (area.portal.scope === 'contact' || (requester.person !== undefined && ticket.requester.person === requester.person));
