import type { ResolvedArea } from '../area/resolved-area.ts';
import type { Delivery, Mail } from '../notifications/mail.ts';
import type { AnsweredMail, MailFacts } from '../notifications/mail-facts.ts';
import type { Question } from '../notifications/question.ts';
import type { RequesterKind } from '../notifications/requester-text.ts';
import type { TicketAdditions, TimerChange } from '../ports/batch.ts';
import type { Action } from '../ticket/action.ts';
import type { Deleted } from '../ticket/deletion.ts';
import type { People } from '../ticket/people.ts';
import type { NewEvent } from '../ticket/ticket-event.ts';
import type { TicketRow } from '../ticket/ticket-row.ts';
import type { Warning } from '../ticket/warning.ts';
import type { TimedTransition } from '../workflow/timed-transition.ts';
import type { Outside } from './outside.ts';
import type { Upload } from './upload.ts';

/** What a decision asks for: events on one ticket, and what is written along with them. */
export interface Plan {
  readonly ticketId: string;
  /** Null: the ticket is created, and a number is drawn. */
  readonly before: TicketRow | null;
  readonly area: ResolvedArea;
  readonly events: readonly NewEvent[];
  readonly people: People;
  /** External actions, newest first, for mails that tell the history. Default: none. */
  readonly externalActions?: readonly Action[];
  /** The mail that a planned mail answers. Default: none. */
  readonly answered?: AnsweredMail | null;
  /** A mail to the requester, beside what the events bring about. Default: none. */
  readonly requesterMail?: { readonly kind: RequesterKind; readonly mode: 'draft' | 'queued' };
  /** One of many at once: then a closing mail is what `requesterMail` says. Default: it stands alone. */
  readonly via?: 'bulk';
  /** The ticket is deleted, with so much: of its events the last one stays. Default: it stays. */
  readonly deletes?: Deleted;
  /** Interim drafts of the ticket that wait already, for the answer to name. Default: none. */
  readonly otherOpenDrafts?: readonly Mail[];
  /** Who is to hear of a hand-over by an edit. Default: nobody. */
  readonly handOver?: MailFacts['handOver'];
  /** What the desk wants to know after it. Default: nothing. */
  readonly question?: Question | null;
  /** Questions that change in the same batch. Default: none. */
  readonly questions?: readonly { readonly before: Question; readonly after: Question }[];
  /** A mail of the outbox that changes in the same batch. Default: none. */
  readonly mail?: {
    readonly before: Mail;
    readonly after: Mail;
    /** Copies that are made. */
    readonly deliveries: readonly Delivery[];
    /** Copies that change. */
    readonly changed: readonly { readonly before: Delivery; readonly after: Delivery }[];
    /** Every copy as it will be. */
    readonly all: readonly Delivery[];
  };
  /** Another ticket that something is taken from; it changes in the same batch. Default: none. */
  readonly other?: { readonly before: TicketRow; readonly events: readonly NewEvent[] };
  /** Actions that the events change, as they are before. Default: none. */
  readonly actions?: readonly Action[];
  /** Of those who get a notice: who may read the ticket. Default: nobody. */
  readonly readers?: ReadonlySet<string>;
  /** Timers that change in the same batch. Default: none. */
  readonly timers?: readonly TimerChange[];
  /** A timed transition that is not taken now. Default: none. */
  readonly timedTransition?: { readonly before: TimedTransition; readonly after: TimedTransition };
  readonly additions?: Pick<TicketAdditions, 'sources' | 'activityLinks' | 'documentsChanged' | 'documentsRemoved'>;
  /** What must be made outside the store before the commit. Default: nothing. */
  readonly outside?: Outside;
  /** Content that must be stored before this is decided for good. Default: none. */
  readonly uploads?: readonly Upload[];
  /** Content that no document needs once this is written. Default: none. */
  readonly freedBlobs?: readonly string[];
  readonly warnings?: readonly Warning[];
  /** Ids that the answer names, kept under the idempotency key. */
  readonly result?: Readonly<Record<string, string>>;
}
