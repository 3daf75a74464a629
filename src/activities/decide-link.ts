import type { HostActivity } from '../ports/activities.ts';
import type { ActivityLinkChange } from '../ports/batch.ts';
import type { Loaded } from '../ports/store.ts';
import { accept, type Decided, refuse, refuseInput, refuseNotFound } from '../refusal/refusal.ts';
import type { ActivityRef } from '../ticket/activity-link.ts';
import type { Actor } from '../ticket/actor.ts';
import type { Instant } from '../ticket/instant.ts';
import type { People } from '../ticket/people.ts';
import type { NewEvent } from '../ticket/ticket-event.ts';
import type { TicketRow } from '../ticket/ticket-row.ts';
import { type LinkTargets, linkTargetProblems } from './link-targets.ts';

export interface LinkFacts {
  readonly ticket: TicketRow;
  /** What the host says of the activity; undefined: it does not know it. */
  readonly found: HostActivity | undefined;
  /** Where it is now. */
  readonly current: Loaded['activity'];
  /** May it be taken away from there? Asked only when that is another ticket. */
  readonly mayTake: (other: TicketRow) => Decided<null>;
  readonly people: People;
  readonly actor: Actor;
  readonly now: Instant;
}

/** What a link comes to: nothing, an activity at the ticket, or one that leaves another ticket for it. */
export interface DecidedLink {
  readonly events: readonly NewEvent[];
  readonly changes: readonly ActivityLinkChange[];
  /** The ticket it is taken from. */
  readonly from: TicketRow | null;
}

/** Puts an activity at a ticket, and takes it from where it was: it is at one ticket at most. Its own contacts and project go with it. */
export const decideLink = (ref: ActivityRef, targets: LinkTargets, facts: LinkFacts): Decided<DecidedLink> => {
  const { ticket, found, current, people, actor, now } = facts;
  if (found === undefined || !found.visible) return refuseNotFound('activity');
  if (!found.linkable) return refuseNotLinkable();
  const from = current === null || current.ticket.id === ticket.id ? null : current.ticket;
  const takable = from === null ? accept(null) : facts.mayTake(from);
  if (!takable.ok) return takable;
  const issues = linkTargetProblems(targets, people);
  if (issues.length > 0) return refuseInput(issues);
  const contacts = targets.contacts === undefined ? (current?.link.contacts ?? []) : [...new Set(targets.contacts)];
  const project = targets.project === undefined ? (current?.link.project ?? null) : targets.project;
  if (current !== null && from === null && isSame(current.link, { contacts, project })) {
    return accept({ events: [], changes: [], from: null });
  }
  const after = { ...ref, ticket: ticket.id, contacts, project, linkedBy: actor, linkedAt: now };
  return accept({
    events: [{ type: 'activity.linked', data: { ...ref, contacts, project } }],
    changes: [current === null ? { before: null, after } : { before: current.link, after }],
    from,
  });
};

export const refuseNotLinkable = () =>
  refuse('forbidden', 'You may see this activity, but not link it.', { data: { permission: null } });

type Targets = { readonly contacts: readonly string[]; readonly project: string | null };

const isSame = (a: Targets, b: Targets): boolean =>
  a.project === b.project &&
  a.contacts.length === b.contacts.length &&
  a.contacts.every((id) => b.contacts.includes(id));
