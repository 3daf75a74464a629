import { z } from 'zod';
import type { HostActivity } from '../../ports/activities.ts';
import type { StoredTicket, TicketDetail } from '../../ports/store.ts';
import { parseInput } from '../../refusal/parse-input.ts';
import { accept, type Decided } from '../../refusal/refusal.ts';
import { deepFreeze } from '../../text/deep-freeze.ts';
import { type ActivityRef, activityTypes } from '../../ticket/activity-link.ts';
import type { Instant } from '../../ticket/instant.ts';
import { newestFirst } from '../../ticket/newest-first.ts';
import type { Call } from '../call.ts';
import { findActivities } from '../find-activities.ts';
import { findTicket } from './find-ticket.ts';
import { type LinkedActivity, linkedActivities } from './linked-activities.ts';
import { type SeenAction, seenAction } from './seen-actions.ts';
import { type TicketMail, ticketMails } from './ticket-mails.ts';

interface Entry {
  readonly id: string;
  /** The moment by which activities are in order. */
  readonly at: Instant;
  readonly subject: string;
}

/** One thing that happened at a ticket, of one of six types. */
export type TicketActivity =
  | (Entry & { readonly type: 'action'; readonly action: SeenAction })
  | (Entry & { readonly type: 'email'; readonly mail: TicketMail })
  | LinkedActivity;

const activitiesQuery = z.strictObject({ types: z.array(z.enum(activityTypes)).optional() });

/** What must be read of a ticket to tell its activities. */
export const activityDetails: readonly TicketDetail[] = ['actions', 'mails', 'sources', 'activityLinks'];

/** Everything that happened at a ticket and that the caller may see, newest first. */
export const listActivities = async (
  ticket: string,
  rawQuery: unknown,
  call: Call,
): Promise<Decided<readonly TicketActivity[]>> => {
  const query = parseInput(activitiesQuery, rawQuery ?? {});
  if (!query.ok) return query;
  const found = await findTicket({ id: ticket }, activityDetails, call);
  if (!found.ok) return found;
  const { types } = query.value;
  const all = ticketActivities(found.value, await findActivities(found.value.details.activityLinks, call), call);
  return accept(deepFreeze(types === undefined ? all : all.filter(({ type }) => types.includes(type))));
};

/** Newest first; of what is at the same moment actions come before mails, and mails before what the host has. */
export const ticketActivities = (
  ticket: StoredTicket,
  found: (ref: ActivityRef) => HostActivity | undefined,
  call: Call,
): readonly TicketActivity[] =>
  [
    ...newestFirst(ticket.details.actions).map(
      (action): TicketActivity => ({
        type: 'action',
        id: action.id,
        at: action.occurredAt,
        subject: action.shortDescription,
        action: seenAction(action, ticket.row, call),
      }),
    ),
    ...ticketMails(ticket).map(
      (mail): TicketActivity => ({ type: 'email', id: mail.id, at: mail.at, subject: mail.subject, mail }),
    ),
    ...linkedActivities(ticket, found, call),
  ].sort(latestFirst);

/** What is at the same moment stays as it is. */
export const latestFirst = (a: { readonly at: Instant }, b: { readonly at: Instant }): number =>
  a.at > b.at ? -1 : a.at < b.at ? 1 : 0;
