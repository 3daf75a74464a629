import type { Actor } from './actor.ts';
import type { Instant } from './instant.ts';

/** Activities that belong to the host: a ticket only links them. */
export const linkedActivityTypes = ['appointment', 'task', 'call', 'note'] as const;
/** The type of an activity that belongs to the host. */
export type LinkedActivityType = (typeof linkedActivityTypes)[number];

/** Everything that counts as an activity of a ticket; the first two are its own. */
export const activityTypes = ['action', 'email', ...linkedActivityTypes] as const;
/** The type of an activity of a ticket. */
export type ActivityType = (typeof activityTypes)[number];

/** Names an appointment, task, call or note of the host. */
export interface ActivityRef {
  readonly type: LinkedActivityType;
  readonly id: string;
}

/** An activity of the host at a ticket. An activity is at one ticket at most. */
export interface ActivityLink extends ActivityRef {
  readonly ticket: string;
  /** Contacts of the activity itself, whoever the ticket's requester is. */
  readonly contacts: readonly string[];
  /** Project of the activity itself, whatever the ticket's project is. */
  readonly project: string | null;
  readonly linkedBy: Actor;
  readonly linkedAt: Instant;
}
