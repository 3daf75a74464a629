import type { Actor } from '../ticket/actor.ts';
import type { Requester } from '../ticket/requester.ts';
import type { TicketEvent } from '../ticket/ticket-event.ts';

/** What a person wrote and sent himself, and what is to go with him. */
export interface OwnWords {
  /** He opened the ticket: subject and description are his. */
  readonly ticket: boolean;
  /** Ids of actions that he wrote. */
  readonly actions: ReadonlySet<string>;
  /** Ids of documents that he uploaded. */
  readonly documents: ReadonlySet<string>;
}

/** Nothing goes but what names him. */
export const noWords: OwnWords = { ticket: false, actions: new Set(), documents: new Set() };

/** What of a ticket is of his making; a ticket from his mail is too. */
export const ownWords = (
  events: readonly TicketEvent[],
  isHe: (actor: Actor) => boolean,
  asks: (requester: Requester) => boolean,
): OwnWords => ({
  ticket: events.some(
    ({ type, data, actor }) =>
      type === 'ticket.created' && (isHe(actor) || (data.origin === 'email' && asks(data.requester))),
  ),
  actions: new Set(
    events.flatMap(({ type, data }) => (type === 'action.added' && isHe(data.action.author) ? [data.action.id] : [])),
  ),
  documents: new Set(
    events.flatMap(({ type, data }) =>
      type === 'document.added' && isHe(data.document.addedBy) ? [data.document.id] : [],
    ),
  ),
});

/** Is there anything of his that mails at the ticket may quote or list? */
export const hasWords = ({ ticket, actions, documents }: OwnWords): boolean =>
  ticket || actions.size > 0 || documents.size > 0;
