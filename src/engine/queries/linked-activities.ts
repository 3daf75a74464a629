import type { HostActivity } from '../../ports/activities.ts';
import type { StoredTicket } from '../../ports/store.ts';
import type { ActivityLink, ActivityRef, LinkedActivityType } from '../../ticket/activity-link.ts';
import type { Actor } from '../../ticket/actor.ts';
import { requireToChange } from '../../ticket/closed-lock.ts';
import type { Instant } from '../../ticket/instant.ts';
import type { Call } from '../call.ts';
import { takeInHand } from '../commands/ticket-in-hand.ts';

/** An appointment, task, call or note of the host at a ticket. */
export interface LinkedActivity {
  readonly type: LinkedActivityType;
  readonly id: string;
  /** The moment by which activities are in order. */
  readonly at: Instant;
  readonly subject: string;
  /** The user whose activity it is. */
  readonly by: string | null;
  readonly contacts: readonly string[];
  readonly project: string | null;
  readonly linkedBy: Actor;
  readonly linkedAt: Instant;
  /** What the actor may do with it now, by the rules that guard the commands. */
  readonly can: { readonly unlink: boolean };
}

/** What the host says of the activities at a ticket. What it does not know any more, or does not show this actor, is not there. */
export const linkedActivities = (
  { row, details }: StoredTicket,
  found: (ref: ActivityRef) => HostActivity | undefined,
  call: Call,
): readonly LinkedActivity[] => {
  const hand = takeInHand(row, call);
  const editable = hand.ok && requireToChange('ticket.edit', hand.value).ok;
  return details.activityLinks.flatMap((link) => {
    const activity = found(link);
    return activity?.visible === true ? [linked(link, activity, editable && activity.linkable)] : [];
  });
};

const linked = (
  { ticket: _ticket, ...link }: ActivityLink,
  { at, subject, by }: HostActivity,
  unlink: boolean,
): LinkedActivity => ({ ...link, at, subject, by, can: { unlink } });
