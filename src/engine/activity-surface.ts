import type { ActivityRef, ActivityType, LinkedActivityType } from '../ticket/activity-link.ts';
import type { Answered, TicketReference } from './agent.ts';
import type { Outcome } from './answer.ts';
import type { CommandOptions } from './command-options.ts';
import type { FieldIds, TicketOf } from './inference.ts';
import type { Mode } from './mode.ts';
import type { Listed, TicketsPage, TicketsQuery } from './queries/list-tickets.ts';
import type { TicketActivity } from './queries/ticket-activities.ts';

/** Contacts and a project of the activity itself, beside those of its ticket. Left out: it keeps what it has, a new one has none. */
export interface ActivityTargets {
  /** At most 100 ids. */
  readonly contacts?: readonly string[];
  /** Null: none. */
  readonly project?: string | null;
}

/** What a caller writes into an appointment, task, call or note. */
export interface NewActivity extends ActivityTargets {
  readonly type: LinkedActivityType;
  readonly subject: string;
  readonly description?: string;
  /** When an appointment or call begins, or a task is due: a Date or an ISO 8601 text with its zone. Default: the host decides. */
  readonly at?: Date | string;
  /** When an appointment or call ends. Default: the host decides. */
  readonly until?: Date | string;
  /** What else the host asks for, as plain JSON; the desk passes it on. Default: nothing. */
  readonly details?: Readonly<Record<string, unknown>>;
}

/** Which activities of a ticket to show. */
export interface ActivitiesQuery {
  /** Default: all six. */
  readonly types?: readonly ActivityType[];
}

/** A ticket with everything that happened at it. */
export interface TicketWithActivities<T> {
  readonly ticket: T;
  /** Newest first. */
  readonly activities: readonly TicketActivity[];
}

/** What a command on an activity answers. */
export type ActivityOutcome<A> = Outcome<TicketOf<A>> & { readonly activity: ActivityRef };

/** Commands on activities of the host at tickets. */
export interface ActivityCommands<A, M extends Mode> {
  /** Makes an appointment, task, call or note in the host and puts it at the ticket. */
  create(
    ticket: TicketReference,
    activity: NewActivity,
    options?: CommandOptions,
  ): Answered<M, ActivityOutcome<A>, TicketOf<A>>;
  /** Puts an activity of the host at the ticket, and takes it from the one it was at. */
  link(
    ticket: TicketReference,
    activity: ActivityRef,
    targets?: ActivityTargets,
    options?: CommandOptions,
  ): Answered<M, ActivityOutcome<A>, TicketOf<A>>;
  /** Takes an activity from the ticket; in the host it stays as it is. */
  unlink(
    ticket: TicketReference,
    activity: ActivityRef,
    options?: CommandOptions,
  ): Answered<M, ActivityOutcome<A>, TicketOf<A>>;
}

/** Everything that happened at tickets: actions, mails, and what the host has. */
export interface ActivitiesSurface<A> extends ActivityCommands<A, 'run'> {
  /** Actions, mails and activities of the host at a ticket that the actor may see, newest first. */
  list(ticket: TicketReference, query?: ActivitiesQuery): Promise<readonly TicketActivity[]>;
  /** The tickets whose requester is of this contact, as `tickets.list` gives them, each with its activities. */
  byContact<D extends boolean = true, O extends boolean = false>(
    contact: string,
    query?: TicketsQuery<FieldIds<A>, D, O>,
  ): Promise<TicketsPage<TicketWithActivities<Listed<TicketOf<A>, D, O>>>>;
  /** The tickets of this project, as `tickets.list` gives them, each with its activities. */
  byProject<D extends boolean = true, O extends boolean = false>(
    project: string,
    query?: TicketsQuery<FieldIds<A>, D, O>,
  ): Promise<TicketsPage<TicketWithActivities<Listed<TicketOf<A>, D, O>>>>;
}
