import type { TextBlock } from '../actions/text-block.ts';
import type { Timer } from '../actions/timer.ts';
import type { ResolvedCondition } from '../condition/resolved-condition.ts';
import type { Delivery, Mail } from '../notifications/mail.ts';
import type { Question } from '../notifications/question.ts';
import type { KnownPerson } from '../persons/known-person.ts';
import type { Action } from '../ticket/action.ts';
import type { ActivityLink, ActivityRef } from '../ticket/activity-link.ts';
import type { Document } from '../ticket/document.ts';
import type { Instant } from '../ticket/instant.ts';
import type { MailRef, SourceMail } from '../ticket/source-mail.ts';
import type { TicketEvent } from '../ticket/ticket-event.ts';
import type { TicketRow } from '../ticket/ticket-row.ts';
import type { SortPosition, TicketSort } from '../ticket/ticket-sort.ts';
import type { TimedTransition } from '../workflow/timed-transition.ts';
import type { Batch, CommitResult } from './batch.ts';
import type { DrawRequest, SeriesRequest } from './number-series.ts';
import type { Opening } from './opening.ts';
import type { SettingsRevision } from './settings-revision.ts';
import type { ChangesRequest, StoredChange } from './stored-change.ts';
import type { StoredResult } from './stored-result.ts';

/** What belongs to a ticket and is read with it. */
export interface TicketDetails {
  readonly events: readonly TicketEvent[];
  readonly actions: readonly Action[];
  readonly mails: readonly Mail[];
  readonly sources: readonly SourceMail[];
  readonly activityLinks: readonly ActivityLink[];
  /** Those that are still open. */
  readonly questions: readonly Question[];
  /** In the order of their ids. */
  readonly documents: readonly Document[];
  readonly timers: readonly Timer[];
  /** By the moment they are due, then by id. */
  readonly timedTransitions: readonly TimedTransition[];
}
/** Which details to read with a ticket. */
export type TicketDetail = keyof TicketDetails;

/** A ticket as it is stored. */
export interface StoredTicket {
  readonly row: TicketRow;
  /** The details that were asked for; the others are empty. */
  readonly details: TicketDetails;
}

/** Names what one command needs. Answered in one round trip, from one snapshot. */
export interface LoadRequest {
  readonly tenant: string;
  readonly once?: { readonly actor: string; readonly key: string };
  /** Several idempotency keys of one actor. */
  readonly results?: { readonly actor: string; readonly keys: readonly string[] };
  readonly tickets?: {
    readonly ids?: readonly string[];
    /** Compared without case. */
    readonly numbers?: readonly string[];
    /** Tickets of these mails. */
    readonly mails?: readonly string[];
    /** Tickets that hold one of these documents. */
    readonly documents?: readonly string[];
    /** The ticket that has this action. */
    readonly ofAction?: string;
    /** The ticket that has this timer. */
    readonly ofTimer?: string;
    readonly details: readonly TicketDetail[];
  };
  readonly mails?: readonly string[];
  readonly questions?: readonly string[];
  /** The timers of this user that are not stopped. */
  readonly timersOf?: string;
  /** Source mails with this identity, or with this Message-ID in any mailbox, and who looked at it since then (null: nobody). */
  readonly source?: { readonly ref: MailRef; readonly messageId: string | null; readonly openedSince: Instant | null };
  readonly textBlocks?: readonly string[];
  /** The link of this activity of the host, with the ticket it is at. */
  readonly activity?: ActivityRef;
  /** What is kept of this person while he is erased. */
  readonly erasure?: string;
  /** Also the settings themselves. Default: only their revision. */
  readonly settings?: true;
}

/** What was found. What is missing was not there. */
export interface Loaded {
  readonly once: StoredResult | null;
  /** By their keys. */
  readonly results: readonly StoredResult[];
  readonly tickets: readonly StoredTicket[];
  readonly mails: readonly LoadedMail[];
  readonly questions: readonly LoadedQuestion[];
  readonly timers: readonly Timer[];
  readonly sources: readonly SourceMail[];
  readonly openings: readonly Opening[];
  /** Also those that were removed. */
  readonly textBlocks: readonly TextBlock[];
  readonly activity: { readonly link: ActivityLink; readonly ticket: TicketRow } | null;
  /** Null: nobody is erasing him. */
  readonly erasure: KnownPerson | null;
  /** The revision of the settings that are stored now; 0: none are. */
  readonly settingsRevision: number;
  /** The same of the space of the desk, the empty tenant, which holds what was deployed for all of them. */
  readonly deploymentRevision: number;
  /** The settings that are stored now, if they were asked for. */
  readonly settings: SettingsRevision | null;
}

/** How much due work to lease, and for how long. */
export interface ClaimRequest {
  /** Work that was due by then. */
  readonly dueBy: Instant;
  /** Leases that ended by then are over. Default: `dueBy`. */
  readonly now?: Instant;
  /** Nobody else is given the work before then. */
  readonly leasedUntil: Instant;
  readonly limit: number;
  /** The tenant who had his turn last: the next one is first. Left out: the turns begin with the first tenant. */
  readonly after?: string;
}

/** Kinds of due work, and what a claim of each hands out. */
export interface Claimable {
  readonly delivery: { readonly tenant: string; readonly delivery: Delivery; readonly mail: Mail };
  /** A converted mail that still lies in its folder. */
  readonly removal: { readonly tenant: string; readonly source: SourceMail };
  /** A running timer that has a full interval to book. */
  readonly timer: { readonly tenant: string; readonly timer: Timer };
  /** A transition that the desk is to take by itself now. */
  readonly timedTransition: { readonly tenant: string; readonly timedTransition: TimedTransition };
  /** A draft that nobody has written at since it was due. */
  readonly draft: { readonly tenant: string; readonly mail: Mail };
}

/** A mail with its copies on their way. */
export interface MailWithDeliveries {
  readonly mail: Mail;
  readonly deliveries: readonly Delivery[];
}

/** A mail, its copies on their way, and the ticket whose history records both. */
export interface LoadedMail extends MailWithDeliveries {
  readonly ticket: TicketRow;
}

/** A question and the ticket it is about. */
export interface LoadedQuestion {
  readonly question: Question;
  readonly ticket: TicketRow;
}

/** What can be read page by page. */
export interface Pages {
  /** Mails, newest first. */
  readonly outbox: {
    readonly query: {
      /** Mails of these owners; null is the desk itself. Left out: of everybody. */
      readonly owners?: readonly (string | null)[];
      readonly states: readonly Mail['state'][];
    };
    /** The id of the last mail that was read. */
    readonly after: string;
    readonly item: MailWithDeliveries;
  };
  /** Tickets for which a condition holds, in the order that is asked for. */
  readonly tickets: {
    readonly query: { readonly where: ResolvedCondition; readonly sort: TicketSort };
    /** The place of the last ticket that was read; it may have moved since. */
    readonly after: SortPosition;
    readonly item: TicketRow;
  };
  /** Text blocks of these owners that were not removed, in the order of their ids; null: those of everybody. */
  readonly textBlocks: {
    readonly query: { readonly owners: readonly (string | null)[] };
    readonly after: string;
    readonly item: TextBlock;
  };
  /** Open questions of a user that have not expired by then; those that expire last come first. */
  readonly questions: {
    readonly query: { readonly asker: string; readonly openAt: Instant };
    /** The id of the last question that was read. */
    readonly after: string;
    readonly item: LoadedQuestion;
  };
  /** Revisions of the settings, newest first. */
  readonly settings: {
    readonly query: Readonly<Record<never, never>>;
    /** The revision that was read last. */
    readonly after: number;
    readonly item: SettingsRevision;
  };
  /**
   * Ids of the tickets that a person is on, in their order: one of the addresses stands there (compared as `foldAddress` does), or
   * the person himself, as requester now or before, as a recipient of a mail or one that is suggested, as sender of a source mail, or
   * as actor of an event. Tickets may be among them that he is not on.
   */
  readonly ticketsOfPerson: {
    /** Without a person only the addresses count. */
    readonly query: { readonly person: string | null; readonly addresses: readonly string[] };
    readonly after: string;
    readonly item: string;
  };
  /** Actions that concern a user, on tickets for which a condition holds: by `occurredAt`, the newest first, ties by id. */
  readonly actions: {
    readonly query: { readonly where: ResolvedCondition; readonly user: string };
    /** The place of the last action that was read: its `occurredAt` and its id. */
    readonly after: SortPosition;
    readonly item: { readonly action: Action; readonly ticket: TicketRow };
  };
}

/** One page of one kind of rows. */
export interface PageRequest<K extends keyof Pages> {
  readonly tenant: string;
  readonly query: Pages[K]['query'];
  /** Continue after this item. */
  readonly after?: Pages[K]['after'];
  readonly limit: number;
}

/** Counts tickets, but not beyond the limit: what is not counted costs nothing. */
export interface CountRequest {
  readonly tenant: string;
  readonly where: ResolvedCondition;
  readonly limit: number;
}

/** Counts the tickets of a workflow by the step they stand in. */
export interface StepCountsRequest {
  readonly tenant: string;
  readonly area: string;
  readonly workflow: string;
}

/** How many tickets stand in a step, by the version of the workflow that they run through. */
export interface StepCount {
  readonly step: string;
  readonly workflowVersion: number;
  readonly tickets: number;
}

/**
 * Where everything is kept.
 *
 * An implementation MUST
 * - answer `load` from one snapshot;
 * - apply a batch as a whole or not at all, or in mode `each` what belongs to one ticket as a whole or not at all, and write
 *   nothing of a ticket whose version did not hold;
 * - delete a ticket with everything that belongs to it, hand out its tombstone in `changes`, and never take its number again;
 * - let exactly one of several writers of one version win;
 * - refuse a batch that names another revision of the settings or of the deployment than the stored one as `outdated`, before
 *   anything else;
 * - change nothing of an event but actor and payload, only in a batch whose last event of its ticket is `person.erased`, and refuse
 *   everything else;
 * - let the timed transitions that a change brings replace those that its ticket had, whoever has leased them;
 * - write a change of an action only where the action belongs to the changed ticket;
 * - refuse a second ticket id, number (without case, per tenant), idempotency key, source identity, running timer of a user
 *   or link of an activity as `taken`, the idempotency key first;
 * - never hand out a number of a series twice, also not after a crash; gaps are fine, but a `counter` leaves none;
 * - lease claimed work to one caller: a claim raises the row's version, so that the version is the fencing token;
 * - let tenants take turns in a claim, in the order of their ids, as code points compare: one piece for each who has due
 *   work, beginning behind `after` and going round; then a second one each, until the limit is reached or nothing is due;
 *   within a tenant by due time, then by id; handed out in that order, so that nobody waits for what another has queued;
 * - decide conditions as `conditionHolds` does on `ticketFacts`, and sort as `comparePositions` does;
 * - hand out `changes` so that whoever continues after the last one he got misses none, whatever is being written at the
 *   same time, and the events of a ticket in the order of its history;
 * - keep tenants apart in every operation except `claim`, `nextTimedTransition` and `tenants`, which serve all of them;
 * - return what was written, unchanged and safe from later changes by the caller.
 */
export interface Store {
  load(request: LoadRequest): Promise<Loaded>;
  commit(batch: Batch): Promise<CommitResult>;
  /** `count` consecutive numbers; the first is returned. */
  draw(request: DrawRequest): Promise<number>;
  /** The number that `draw` would give next; it stays free. */
  peek(request: SeriesRequest): Promise<number>;
  claim<K extends keyof Claimable>(kind: K, request: ClaimRequest): Promise<readonly Claimable[K][]>;
  /** When the next timed transition that waits and that nobody has leased is to be tried, of all tenants; null: there is none. */
  nextTimedTransition(): Promise<Instant | null>;
  page<K extends keyof Pages>(kind: K, request: PageRequest<K>): Promise<readonly Pages[K]['item'][]>;
  /** How many tickets there are, at most the limit. */
  count(request: CountRequest): Promise<number>;
  /** Every step in which tickets stand, by step and version. It may read all tickets of the workflow. */
  stepCounts(request: StepCountsRequest): Promise<readonly StepCount[]>;
  /** Events that are committed and before which no other one can come any more. */
  changes(request: ChangesRequest): Promise<readonly StoredChange[]>;
  /** Tenants that have tickets or settings, in the order of their ids. The empty id is the desk's own space and no tenant. */
  tenants(request: { readonly after?: string; readonly limit: number }): Promise<readonly string[]>;
  /** The raw source of a mail at a ticket, or null. */
  rawMail(request: {
    readonly tenant: string;
    readonly ticket: string;
    readonly source: string;
  }): Promise<Uint8Array | null>;
  /** Those of these blobs that a document of the tenant refers to. */
  blobsInUse(request: { readonly tenant: string; readonly blobs: readonly string[] }): Promise<readonly string[]>;
  /** Brings the schema up to date; safe to call by several processes at once. */
  migrate(): Promise<void>;
}
