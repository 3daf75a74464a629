import { valueKey } from '../condition/value-key.ts';
import { foldText } from '../text/fold-text.ts';
import { userOf } from './actor.ts';
import type { TicketRow } from './ticket-row.ts';

/** What a store keeps beside a ticket to find it by: all of it comes from the row, folded here because no database folds the same way. */
export interface TicketIndex {
  readonly foldedNumber: string;
  readonly foldedSubject: string;
  readonly foldedDescription: string;
  readonly creatorUser: string | null;
  readonly requesterContact: string | null;
  readonly requesterPerson: string | null;
  readonly foldedRequesterName: string;
  readonly foldedRequesterEmail: string;
  /** Custom fields by id, as texts that compare as the values do; of lists a list. What is empty is left out. */
  readonly fieldKeys: Readonly<Record<string, string | readonly string[]>>;
}

/** What lists filter and sort by, computed once from the row so that every store keeps the same. */
export const ticketIndex = (ticket: TicketRow): TicketIndex => ({
  foldedNumber: foldText(ticket.number),
  foldedSubject: foldText(ticket.subject),
  foldedDescription: foldText(ticket.description),
  creatorUser: userOf(ticket.creator),
  requesterContact: ticket.requester.contact,
  requesterPerson: ticket.requester.person,
  foldedRequesterName: foldText(ticket.requester.name),
  foldedRequesterEmail: foldText(ticket.requester.email),
  fieldKeys: Object.fromEntries(
    Object.entries(ticket.fields).flatMap(([id, value]) => {
      const key = valueKey(value);
      return key === null ? [] : [[id, key]];
    }),
  ),
});
