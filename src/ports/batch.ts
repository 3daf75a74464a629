import type { TextBlock } from '../actions/text-block.ts';
import type { Timer } from '../actions/timer.ts';
import type { Delivery, Mail } from '../notifications/mail.ts';
import type { Question } from '../notifications/question.ts';
import type { KnownPerson } from '../persons/known-person.ts';
import type { Action } from '../ticket/action.ts';
import type { ActivityLink } from '../ticket/activity-link.ts';
import type { Document } from '../ticket/document.ts';
import type { SourceMail } from '../ticket/source-mail.ts';
import type { TicketEvent } from '../ticket/ticket-event.ts';
import type { TicketRow } from '../ticket/ticket-row.ts';
import type { TimedTransition } from '../workflow/timed-transition.ts';
import type { Opening } from './opening.ts';
import type { SettingsRevision } from './settings-revision.ts';
import type { StoredResult } from './stored-result.ts';

/** Rows that are written only if their ticket's version held. */
export interface TicketAdditions {
  readonly events?: readonly TicketEvent[];
  readonly actions?: readonly Action[];
  /** Actions of the ticket that are there already, as they are from now on. */
  readonly actionsChanged?: readonly Action[];
  /** Actions of the ticket that are there no longer. */
  readonly actionsRemoved?: readonly Pick<Action, 'id' | 'ticket'>[];
  readonly mails?: readonly Mail[];
  readonly deliveries?: readonly Delivery[];
  readonly sources?: readonly { readonly source: SourceMail; readonly raw: Uint8Array }[];
  readonly activityLinks?: readonly ActivityLinkChange[];
  readonly questions?: readonly Question[];
  readonly documents?: readonly Document[];
  /** Documents of the ticket as they are from now on. No document is named twice in a batch. */
  readonly documentsChanged?: readonly Document[];
  /** Ids of documents of the ticket. */
  readonly documentsRemoved?: readonly string[];
  /** What the ticket waits for from now on, instead of all it waited for before. Left out: that stays. */
  readonly timedTransitions?: readonly TimedTransition[];
  /** What a command on this ticket alone did, in a batch that is applied ticket by ticket. */
  readonly once?: StoredResult;
  /**
   * Events of the ticket that are there already, with actor and payload as they are from now on. Nothing else of an event ever
   * changes, and these only in a batch whose last event says so: `person.erased`.
   */
  readonly eventsRedacted?: readonly TicketEvent[];
}

/** `before` null: the activity is at no ticket. Another ticket it is taken from is a change of the same batch. `after` null: it is taken away. */
export type ActivityLinkChange =
  | { readonly before: null; readonly after: ActivityLink }
  | { readonly before: ActivityLink; readonly after: ActivityLink }
  | { readonly before: ActivityLink; readonly after: null };

/** `before` null: must not exist yet. Otherwise its version must still be the stored one. */
export interface TicketChange {
  readonly root: 'ticket';
  readonly before: TicketRow | null;
  readonly after: TicketRow;
  readonly add: TicketAdditions;
}
/**
 * Takes a ticket away with everything that belongs to it. Of its history only this event stays, as its tombstone; no other ticket
 * gets its number.
 */
export interface Deletion {
  readonly root: 'deletion';
  readonly before: TicketRow;
  readonly tombstone: TicketEvent & { readonly type: 'ticket.deleted' };
  readonly once?: StoredResult;
}
interface MailChange {
  readonly root: 'mail';
  readonly before: Mail;
  readonly after: Mail;
}
interface DeliveryChange {
  readonly root: 'delivery';
  readonly before: Delivery;
  readonly after: Delivery;
}
interface SourceChange {
  readonly root: 'source';
  readonly before: SourceMail;
  readonly after: SourceMail;
  /** Its raw source is not there any more. Default: it stays. */
  readonly rawRemoved?: true;
}
/** `before` null: must not exist yet. */
interface TextBlockChange {
  readonly root: 'text_block';
  readonly before: TextBlock | null;
  readonly after: TextBlock;
}
interface QuestionChange {
  readonly root: 'question';
  readonly before: Question;
  readonly after: Question;
}
/** A user has one running timer at most, as things are after the batch. */
export interface TimerChange {
  readonly root: 'timer';
  readonly before: Timer | null;
  readonly after: Timer;
}
interface TimedTransitionChange {
  readonly root: 'timed_transition';
  readonly before: TimedTransition;
  readonly after: TimedTransition;
}
/** A change of one row, guarded by its version. */
export type Change =
  | TicketChange
  | Deletion
  | MailChange
  | DeliveryChange
  | SourceChange
  | TextBlockChange
  | QuestionChange
  | TimerChange
  | TimedTransitionChange;

/** Everything one command writes: applied as a whole or not at all, or ticket by ticket. */
export interface Batch {
  readonly tenant: string;
  /** At most one change per root row. A ticket that is deleted is changed by nothing else. */
  readonly changes: readonly Change[];
  /**
   * `each`: the changes of rows that belong to one ticket are written if the versions of all of them hold, whatever becomes of other
   * tickets. Such a batch holds changes of tickets that are there, with their timers and questions, and deletions. Default: `all`,
   * every change or none.
   */
  readonly mode?: 'all' | 'each';
  readonly once?: StoredResult;
  /** Takes exactly this number of the series, where no number may be left out: refused as `taken` when it is not free any more. */
  readonly counter?: { readonly series: string; readonly value: number };
  readonly openings?: readonly Opening[];
  /** The revision of the settings it was decided by: refused as `outdated` when others are stored. Default: it was decided by none. */
  readonly settings?: number;
  /** The revision of the settings in the space of the desk it was decided by, likewise. */
  readonly deployment?: number;
  /** The next revision of the settings; `settings` names the one before it. */
  readonly newSettings?: SettingsRevision;
  /**
   * Keeps what is known of a person while he is erased; null: that is finished, and forgotten. Either way the results go that are
   * kept under his idempotency keys, for whichever contact he acted.
   */
  readonly erasure?: { readonly person: string; readonly known: KnownPerson | null };
}

/** What a row of another has already: an idempotency key, a number, an id, the identity of a source mail, that it is the running timer of a user, or an activity. */
export type UniqueKey = 'once' | 'number' | 'id' | 'source' | 'timer' | 'activity';

/** What became of a batch. */
export type CommitResult =
  | {
      readonly outcome: 'committed';
      /** Tickets of a batch of mode `each` of which nothing was written, because a version did not hold. Of mode `all`: left out. */
      readonly stale?: readonly string[];
    }
  /** A version did not hold; nothing was written. */
  | {
      readonly outcome: 'conflict';
      /** Deciding anew cannot help, e.g. because the host's transaction keeps seeing its old snapshot. Default: false. */
      readonly final?: boolean;
    }
  /** Another row has this key; nothing was written. */
  | { readonly outcome: 'taken'; readonly key: UniqueKey }
  /** It was decided by settings that are not the stored ones any more; nothing was written. */
  | { readonly outcome: 'outdated' };
