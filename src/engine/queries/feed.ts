import { z } from 'zod';
import type { TicketAction } from '../../actions/ticket-action.ts';
import type { StoredTicket } from '../../ports/store.ts';
import { parseInput } from '../../refusal/parse-input.ts';
import { accept, type Decided } from '../../refusal/refusal.ts';
import { deepFreeze } from '../../text/deep-freeze.ts';
import { type Dated, newestFirst } from '../../ticket/newest-first.ts';
import type { Call } from '../call.ts';
import { findTicket } from './find-ticket.ts';
import { seenActions } from './seen-actions.ts';
import { type TicketMail, ticketMails } from './ticket-mails.ts';

/** Something that happened at a ticket, with its place in the order. */
export type FeedEntry = Dated &
  ({ readonly type: 'action'; readonly action: TicketAction } | { readonly type: 'mail'; readonly mail: TicketMail });

/** Which entries of the feed to show. */
export interface FeedQuery {
  /** Default: all of them. */
  readonly types?: readonly FeedEntry['type'][];
}

type Source = (ticket: StoredTicket, call: Call) => readonly FeedEntry[];

/** Where the entries of each type come from. A new type is one more line. */
const sources: { readonly [T in FeedEntry['type']]: Source } = {
  action: (ticket, call) =>
    seenActions(ticket, call).map((action) => {
      const { occurredAt, createdAt, seq } = action;
      return { type: 'action', occurredAt, createdAt, seq, action };
    }),
  // A mail stands where it came or where its first copy left; drafts and what still waits are no part of what happened.
  mail: (ticket) => {
    const mails = new Map(ticketMails(ticket).map((mail) => [mail.id, mail]));
    return ticket.details.events.flatMap(({ type, data, at, seq }): readonly FeedEntry[] => {
      const id = type === 'mail.attached' ? data.source : type === 'mail.sent' && data.first ? data.mail : null;
      const mail = id === null ? undefined : mails.get(id);
      return mail === undefined ? [] : [{ type: 'mail', occurredAt: at, createdAt: at, seq, mail }];
    });
  },
};

const types = Object.keys(sources) as readonly FeedEntry['type'][];
const feedQuery = z.strictObject({ types: z.array(z.enum(types)).min(1).optional() });

/** Everything that happened at a ticket in one chronology, the newest first. */
export const feed = async (id: string, rawQuery: unknown, call: Call): Promise<Decided<readonly FeedEntry[]>> => {
  const query = parseInput(feedQuery, rawQuery ?? {});
  if (!query.ok) return query;
  const found = await findTicket({ id }, ['actions', 'events', 'mails', 'sources'], call);
  if (!found.ok) return found;
  return accept(deepFreeze(feedOf(found.value, call, query.value.types)));
};

/** The same of a ticket that was read with its actions, its history and its mails. */
export const feedOf = (
  ticket: StoredTicket,
  call: Call,
  wanted: readonly FeedEntry['type'][] = types,
): readonly FeedEntry[] => newestFirst([...new Set(wanted)].flatMap((type) => sources[type](ticket, call)));
