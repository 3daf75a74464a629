import { isExchangeFolder } from '../area/exchange-folder.ts';
import type { FieldValues } from '../area/field.ts';
import { portalValues } from '../area/portal-fields.ts';
import type { ResolvedArea } from '../area/resolved-area.ts';
import type { Action } from '../ticket/action.ts';
import type { Actor } from '../ticket/actor.ts';
import type { Document } from '../ticket/document.ts';
import { externalHistory } from '../ticket/external-history.ts';
import type { Instant } from '../ticket/instant.ts';
import type { TicketRow } from '../ticket/ticket-row.ts';
import { type RequesterDocument, requesterDocument } from './requester-document.ts';

/** Who looks through the portal. */
export type RequesterActor = Extract<Actor, { readonly contact: string }>;

/** What a requester sees of an action. */
export interface RequesterAction {
  readonly at: Instant;
  readonly by: 'you' | 'us';
  readonly shortDescription: string;
  readonly description: string;
  /** Hundredths of an hour. */
  readonly timeSpent: number;
}

/** A ticket in a requester's list. */
export interface RequesterListItem {
  readonly id: string;
  readonly number: string;
  readonly area: string;
  readonly subject: string;
  readonly status: { readonly label: string; readonly category: string };
  /** Custom fields the portal may read. */
  readonly fields: FieldValues;
  readonly openedAt: Instant;
  readonly closedAt: Instant | null;
  readonly lastExternalAt: Instant;
  /** Sum over external actions, in hundredths of an hour. */
  readonly timeSpent: number;
}

/** A ticket as its requester sees it: a type of its own, so that nothing internal can slip into it. */
export interface RequesterTicket extends RequesterListItem {
  readonly description: string;
  readonly actions: readonly RequesterAction[];
  /** What lies in the exchange folder, oldest first. */
  readonly documents: readonly RequesterDocument[];
  /** What he may do now, by the rules that guard the commands; whoever may reply may upload. */
  readonly can: { readonly reply: boolean; readonly close: boolean };
}

/** What of an area a requester’s view depends on. */
export type SeenArea = Pick<ResolvedArea, 'workflows' | 'fields' | 'portal'>;

/** What a list shows a requester of a ticket. */
export const requesterListItem = (ticket: TicketRow, area: SeenArea): RequesterListItem => {
  const step = area.workflows.get(ticket.workflow)?.steps.find((one) => one.id === ticket.step);
  return {
    id: ticket.id,
    number: ticket.number,
    area: ticket.area,
    subject: ticket.subject,
    status: { label: step?.publicLabel ?? step?.name ?? ticket.category, category: ticket.category },
    fields: portalValues(area.fields, ticket.fields),
    openedAt: ticket.createdAt,
    closedAt: ticket.closedAt,
    lastExternalAt: ticket.lastExternalAt,
    timeSpent: ticket.externalTime,
  };
};

/** The one projection from the inside to a requester. */
export const requesterTicket = (
  ticket: TicketRow,
  { actions, documents }: { readonly actions: readonly Action[]; readonly documents: readonly Document[] },
  area: SeenArea,
  can: RequesterTicket['can'],
): RequesterTicket => ({
  ...requesterListItem(ticket, area),
  description: ticket.description,
  actions: externalHistory(actions).map((action) => ({
    at: action.occurredAt,
    by: 'contact' in action.author ? 'you' : 'us',
    shortDescription: action.shortDescription,
    description: action.description,
    timeSpent: action.timeSpent,
  })),
  documents: documents.filter(({ folder }) => isExchangeFolder(folder, area)).map(requesterDocument),
  can,
});
