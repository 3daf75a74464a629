import type { TicketCost } from '../actions/ticket-cost.ts';
import type { Responsibility } from '../ticket/responsibles.ts';
import type { MailRef } from '../ticket/source-mail.ts';
import type { OfferedTransition } from '../workflow/available-transitions.ts';
import type { StepLogEntry } from '../workflow/step-log.ts';
import type { ActivitiesSurface, ActivityCommands } from './activity-surface.ts';
import type { ActionCommands, Actions } from './agent-actions.ts';
import type { Bulk, BulkCommands } from './agent-bulk.ts';
import type { DocumentCommands, Documents } from './agent-documents.ts';
import type { Outbox, OutboxCommands } from './agent-outbox.ts';
import type { TimerCommands, Timers } from './agent-timers.ts';
import type { Outcome } from './answer.ts';
import type { CommandOptions } from './command-options.ts';
import type { CreationOption } from './creation-options.ts';
import type { DeletionOutcome } from './deletion-answer.ts';
import type {
  AreaIds,
  AreaOf,
  FieldIds,
  FieldsOf,
  InputArguments,
  StatusListIds,
  TicketOf,
  TransitionIds,
  TransitionInputOf,
  TransitionsOf,
  WorkflowIds,
  WorkflowsOf,
} from './inference.ts';
import type { Mode } from './mode.ts';
import type { PersonCommands, Persons } from './persons/persons-surface.ts';
import type { Preview } from './preview-command.ts';
import type { Changes, ChangesQuery } from './queries/changes.ts';
import type { CountQuery, TicketCount } from './queries/count-tickets.ts';
import type { FeedEntry, FeedQuery } from './queries/feed.ts';
import type { ListedMail, MailsQuery } from './queries/list-mails.ts';
import type { Listed, TicketsPage, TicketsQuery } from './queries/list-tickets.ts';
import type { OpenedTicket } from './queries/open-ticket.ts';
import type { Prepared } from './queries/prepare.ts';
import type { TicketMail } from './queries/ticket-mails.ts';
import type { QuestionCommands, Questions } from './questions.ts';
import type { SettingsCommands, SettingsSurface } from './settings/settings-surface.ts';
import type { TextBlockCommands, TextBlocks } from './text-blocks/text-blocks-surface.ts';
import type { Workflows } from './workflows/workflows-surface.ts';

/** A ticket value, or its id. Passing a value never implies a version. */
export type TicketReference = string | { readonly id: string };

/** What a caller writes about who asks; null empties what would be prefilled. */
export interface RequesterValues {
  readonly contact?: string | null;
  readonly person?: string | null;
  readonly name?: string | null;
  readonly email?: string | null;
  readonly phone?: string | null;
}

/** What a ticket is made from; a person of several contacts is named with one of them. */
export type TicketOrigin = { readonly mail: MailRef } | { readonly person: string; readonly contact?: string };

/** A new ticket. Explicit values win over what its source prefills. */
export interface NewTicket<A, I> {
  /** Required where the actor may create in several areas. Default: the only one. */
  readonly area?: I;
  /** Wins over what the area would choose by its rules. Default: what `workflowSelection` of the area says. */
  readonly workflow?: WorkflowIds<AreaOf<A, I>>;
  readonly subject?: string | null;
  readonly description?: string | null;
  readonly requester?: RequesterValues;
  /** A project of the host. Default: none. */
  readonly project?: string | null;
  readonly fields?: FieldsOf<AreaOf<A, I>>;
  /** Default: the acting user. */
  readonly responsible?: string;
  /** Ids of groups, teams and access lists of the host, for conditions of grants. Needs `ticket.assign`. Default: none. */
  readonly audience?: readonly string[];
  /** A mail in a folder, which leaves it after the commit, or a person of the host. Default: made by hand. */
  readonly from?: TicketOrigin;
}

/** What an edit may change; left out: keep, null: empty. */
export interface TicketChanges<A> {
  readonly subject?: string | null;
  readonly description?: string | null;
  readonly requester?: RequesterValues;
  readonly project?: string | null;
  readonly fields?: FieldsOf<A>;
  /** Hands the ticket over; null is refused, for a ticket always has a responsible. Needs `ticket.edit` or `ticket.assign`. */
  readonly responsible?: string;
  /** All of it anew, at most 200 ids. Needs `ticket.assign`, and `ticket.edit` only for what else is changed. */
  readonly audience?: readonly string[];
}

/** How an edit may be called. */
export interface UpdateOptions extends CommandOptions {
  /**
   * Whom to inform of a hand-over, out of the new and the previous responsible, where the area would ask. Default: the desk asks.
   */
  readonly inform?: readonly string[];
}

/** What a command answers: what it did, or what it would do. */
export type Answered<M extends Mode, Ran, T> = Promise<M extends 'preview' ? Preview<T> : Ran>;

/** Commands on tickets. Running, they refuse by throwing a `RefusedError`; a preview answers why not. */
export interface TicketCommands<A, M extends Mode> {
  /** Makes a ticket by hand or from a mail. */
  create<const I extends AreaIds<A>>(
    input: NewTicket<A, I>,
    options?: CommandOptions,
  ): Answered<M, Outcome<TicketOf<AreaOf<A, I>>>, TicketOf<AreaOf<A, I>>>;
  update(
    ticket: TicketReference,
    changes: TicketChanges<A>,
    options?: UpdateOptions,
  ): Answered<M, Outcome<TicketOf<A>>, TicketOf<A>>;
  /** Copies name, e-mail and phone of the requester's person anew from the host's record. */
  refreshRequester(ticket: TicketReference, options?: CommandOptions): Answered<M, Outcome<TicketOf<A>>, TicketOf<A>>;
  /** Takes a transition. A ticket value narrows to its workflow; an id asks for the strictest input of all that own the transition. */
  transition<
    W extends WorkflowIds<A> = WorkflowIds<A>,
    const K extends TransitionIds<TransitionsOf<WorkflowsOf<A>, W>> = TransitionIds<TransitionsOf<WorkflowsOf<A>, W>>,
  >(
    ticket: string | { readonly id: string; readonly workflow: W },
    transition: K,
    ...input: InputArguments<M, TransitionInputOf<TransitionsOf<WorkflowsOf<A>, W>, K>>
  ): Answered<M, Outcome<TicketOf<A>>, TicketOf<A>>;
  /** Puts a ticket of an area of statuses into another one: the same as the transition with the id of the status. */
  setStatus<
    W extends StatusListIds<WorkflowsOf<A>> = StatusListIds<WorkflowsOf<A>>,
    const K extends TransitionIds<TransitionsOf<WorkflowsOf<A>, W>> = TransitionIds<TransitionsOf<WorkflowsOf<A>, W>>,
  >(
    ticket: string | { readonly id: string; readonly workflow: W },
    status: K,
    input?: { readonly comment?: string; readonly responsible?: string },
    options?: CommandOptions,
  ): Answered<M, Outcome<TicketOf<A>>, TicketOf<A>>;
  /** Takes the one transition that closes the ticket and drafts the closing mail. */
  close(
    ticket: TicketReference,
    input?: { readonly comment?: string; readonly responsible?: string },
    options?: CommandOptions,
  ): Answered<M, Outcome<TicketOf<A>>, TicketOf<A>>;
  /**
   * Drafts interim information for the requester: the template `interim` with all external actions, newest first. Each call
   * makes one more draft; interim drafts that wait already are named in the answer.
   */
  draftInterim(
    ticket: TicketReference,
    options?: CommandOptions,
  ): Answered<M, Outcome<TicketOf<A>> & { readonly otherOpenDrafts: readonly TicketMail[] }, TicketOf<A>>;
  /** Puts a ticket that was not started yet into the first step of another workflow of its area. */
  switchWorkflow(
    ticket: TicketReference,
    workflow: WorkflowIds<A>,
    options?: CommandOptions,
  ): Answered<M, Outcome<TicketOf<A>>, TicketOf<A>>;
  /**
   * Deletes the ticket with its mails, documents and actions, for good; needs `ticket.delete`. Unless `confirmed` is true it is
   * refused with `confirmation_required`, and `data.impact` says what would go. Appointments, tasks, calls and notes stay with
   * their owners; mails that were sent cannot be called back; the number is never given again.
   */
  delete(
    ticket: TicketReference,
    input: M extends 'preview' ? { readonly confirmed?: true } : { readonly confirmed: true },
    options: M extends 'preview'
      ? CommandOptions
      : CommandOptions & { /** The version that was looked at. */ readonly expectedVersion: number },
  ): Answered<M, DeletionOutcome, TicketOf<A>>;
}

/** Tickets as an agent works on them. Every method refuses by throwing a `RefusedError`. */
export interface Tickets<A> extends TicketCommands<A, 'run'> {
  /** Where the actor may create tickets. */
  creationOptions(): Promise<readonly CreationOption[]>;
  /** What `create` would prefill; nothing is written and no number drawn. */
  prepare(input?: { readonly area?: AreaIds<A>; readonly from?: TicketOrigin }): Promise<Prepared>;
  get(ticket: TicketReference): Promise<TicketOf<A>>;
  /** A ticket with everything that a screen of it shows, and what the actor may do with it, read at once. */
  open(ticket: TicketReference): Promise<OpenedTicket<TicketOf<A>>>;
  /** By its number, without regard to case and surrounding space. */
  byNumber(number: string): Promise<TicketOf<A>>;
  /** The tickets that `get` would find one by one, filtered and sorted; page by page. */
  list<D extends boolean = true, O extends boolean = false>(
    query?: TicketsQuery<FieldIds<A>, D, O>,
  ): Promise<TicketsPage<Listed<TicketOf<A>, D, O>>>;
  /** How many tickets `list` would show, counted up to a limit. */
  count(query?: CountQuery): Promise<TicketCount>;
  /** The transitions that can be taken from the ticket's step, with what each asks for. */
  availableTransitions(ticket: TicketReference): Promise<readonly OfferedTransition[]>;
  /** Every step the ticket went through, in order. */
  stepLog(ticket: TicketReference): Promise<readonly StepLogEntry[]>;
  /** Who was responsible from when until when, oldest first. */
  responsibles(ticket: TicketReference): Promise<readonly Responsibility[]>;
  /** Actions, and mails that came or left, in one chronology, the newest first. */
  feed(ticket: TicketReference, query?: FeedQuery): Promise<readonly FeedEntry[]>;
  /** What the work on the ticket costs, at the rates that the desk was given. */
  cost(ticket: TicketReference): Promise<TicketCost>;
  /** The mails that were attached and those that were written, oldest first. */
  mails(ticket: TicketReference): Promise<readonly TicketMail[]>;
  /** The raw source of an attached mail. */
  rawMail(ticket: TicketReference, mail: string): Promise<Uint8Array>;
}

/** Every command, of which it can be asked what it would do. */
export interface Commands<A, M extends Mode> {
  readonly tickets: TicketCommands<A, M>;
  readonly actions: ActionCommands<A, M>;
  readonly bulk: BulkCommands<A, M>;
  readonly activities: ActivityCommands<A, M>;
  readonly documents: DocumentCommands<A, M>;
  readonly timers: TimerCommands<A, M>;
  readonly outbox: OutboxCommands<A, M>;
  readonly textBlocks: TextBlockCommands<M>;
  readonly questions: QuestionCommands<A, M>;
  readonly settings: SettingsCommands<M>;
  readonly persons: PersonCommands<M>;
}

/** What an agent does, on the desk's own connection or in a unit. */
export interface AgentSurface<A> {
  readonly tickets: Tickets<A>;
  readonly actions: Actions<A>;
  readonly bulk: Bulk<A>;
  readonly activities: ActivitiesSurface<A>;
  readonly documents: Documents<A>;
  readonly timers: Timers<A>;
  readonly outbox: Outbox<A>;
  readonly textBlocks: TextBlocks;
  readonly questions: Questions<A>;
  readonly settings: SettingsSurface;
  readonly workflows: Workflows;
  readonly persons: Persons;
  /** The same commands, dry: allowed or why not, what would change, who would get which mail. Nothing is written. */
  readonly preview: Commands<A, 'preview'>;
  /** Mails that lie in folders and may become tickets. */
  readonly mailbox: { list(query: MailsQuery): Promise<readonly ListedMail[]> };
}

/** An agent inside the host's open transaction: everything he writes commits or vanishes with it. */
export interface Unit<A> extends AgentSurface<A> {
  /**
   * Say so after your commit: listeners hear of what happened, and converted mails leave their folders. Without it listeners
   * of this process hear nothing, and mails leave at the next pass. After a rollback do not call it.
   */
  committed(): Promise<void>;
}

/** An agent; `H` is what the store takes as an open transaction. */
export interface Agent<A, H = never> extends AgentSurface<A> {
  /**
   * Runs commands inside your own open transaction: pass its client. Refused with `not_in_transaction` where there is none.
   *
   * WARNING: await each command before you send a statement of your own on that client; a refusal goes back to its savepoint and
   * would take the statement with it.
   */
  in(handle: H): Unit<A>;
  /** What happened to the tickets that the actor sees now, as `desk.changes` gives it. */
  changes(query?: ChangesQuery): Promise<Changes>;
}
