import type { ActionRevision } from '../actions/revisions.ts';
import type { TicketAction } from '../actions/ticket-action.ts';
import type { Answered, TicketReference } from './agent.ts';
import type { Outcome } from './answer.ts';
import type { CommandOptions } from './command-options.ts';
import type { TicketOf } from './inference.ts';
import type { Mode } from './mode.ts';
import type { ConcerningPage, ConcerningQuery } from './queries/concerning.ts';
import type { ActionsQuery } from './queries/list-actions.ts';

/** An action value, or its id. */
export type ActionReference = string | { readonly id: string };

/** What a caller writes into an action. */
export interface NewAction {
  /** `internal`: for those who may read the ticket. `external`: the requester may read it too. */
  readonly visibility: 'internal' | 'external';
  readonly description?: string;
  /** Default: the beginning of the description. */
  readonly shortDescription?: string;
  /** Hundredths of an hour, as `hours`, `minutes` and `parseTimeSpent` give them. Default: 0. */
  readonly timeSpent?: number;
  /** A Date or an ISO 8601 text with its zone. Default: now. */
  readonly occurredAt?: Date | string;
  /** Users it concerns; they gain no access by it. Default: the author. */
  readonly concerns?: readonly string[];
  /** Also drafts interim information with this action in it. Default: false; nothing is drafted. */
  readonly thenInterimDraft?: boolean;
}

/** What an edit of an action may change; left out: keep. */
export interface ActionChanges {
  /** Only from `external` to `internal`, which calls back nothing; the other way is `publish`. */
  readonly visibility?: 'internal' | 'external';
  /** Null: empty. */
  readonly description?: string | null;
  /** Null or empty: the beginning of the description, now and after every further edit. */
  readonly shortDescription?: string | null;
  /** Hundredths of an hour, as `hours`, `minutes` and `parseTimeSpent` give them. */
  readonly timeSpent?: number;
  /** A Date or an ISO 8601 text with its zone. */
  readonly occurredAt?: Date | string;
  /** Users it concerns; they gain no access by it. */
  readonly concerns?: readonly string[];
}

/** What a command on an action answers. */
export type ActionOutcome<T> = Outcome<T> & { readonly action: { readonly id: string } };

/** Commands on actions. `expectedVersion` is that of the ticket. */
export interface ActionCommands<A, M extends Mode> {
  /** Adds an action; nothing is sent by it, unless the area wants those to be told whom it concerns. */
  add(
    ticket: TicketReference,
    action: NewAction,
    options?: CommandOptions,
  ): Answered<M, ActionOutcome<TicketOf<A>>, TicketOf<A>>;
  /** Edits an action: one's own, or with `action.edit_any` anybody's. What it said before can still be read in `revisions`. */
  edit(
    action: ActionReference,
    changes: ActionChanges,
    options?: CommandOptions,
  ): Answered<M, ActionOutcome<TicketOf<A>>, TicketOf<A>>;
  /** Shows an internal action to the requester; needs `action.publish`. */
  publish(action: ActionReference, options?: CommandOptions): Answered<M, ActionOutcome<TicketOf<A>>, TicketOf<A>>;
  /** Takes an action off its ticket, with its time; needs `action.delete`. */
  remove(action: ActionReference, options?: CommandOptions): Answered<M, ActionOutcome<TicketOf<A>>, TicketOf<A>>;
}

/** The actions of a ticket: what was noted and what the requester was told. */
export interface Actions<A> extends ActionCommands<A, 'run'> {
  /** The actions of a ticket, newest first unless asked otherwise. */
  list(ticket: TicketReference, query?: ActionsQuery): Promise<readonly TicketAction[]>;
  /** Everything an action ever said, the oldest first. */
  revisions(action: ActionReference): Promise<readonly ActionRevision[]>;
  /** Actions that concern a user, on all tickets that the actor may see; page by page, the newest first. */
  concerning(query?: ConcerningQuery): Promise<ConcerningPage<TicketOf<A>>>;
}
