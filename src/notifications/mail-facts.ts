import type { NumberFormat } from '../area/number-format.ts';
import type { ResolvedArea } from '../area/resolved-area.ts';
import type { MailAddress } from '../text/email-address.ts';
import type { Action } from '../ticket/action.ts';
import type { Actor } from '../ticket/actor.ts';
import type { Instant } from '../ticket/instant.ts';
import type { People } from '../ticket/people.ts';
import type { TicketRow } from '../ticket/ticket-row.ts';

/** The mail a ticket was made from, as far as an answer needs it. */
export interface AnsweredMail {
  readonly messageId: string | null;
  readonly references: readonly string[];
  readonly replyTo: readonly MailAddress[];
  readonly automatic: boolean;
}

/** Everything planning mails may look at. */
export interface MailFacts {
  readonly ticket: TicketRow;
  readonly area: ResolvedArea;
  /** Formats of all areas: a number of any of them in a subject counts. */
  readonly formats: readonly NumberFormat[];
  readonly actor: Actor;
  readonly now: Instant;
  readonly people: People;
  /** External ones only, newest first. */
  readonly externalActions: readonly Action[];
  /** Actions that the events change, as they were before. */
  readonly actions: readonly Action[];
  /** Of the users whom an action concerns: those who may read the ticket. */
  readonly readers: ReadonlySet<string>;
  readonly answered: AnsweredMail | null;
  /** Who is to hear that the ticket was handed over by an edit, and by whom it was held before. */
  readonly handOver: { readonly previous: string; readonly inform: readonly string[] } | null;
  readonly link: { readonly agent: string; readonly portal: string };
  readonly via: 'single' | 'bulk' | 'system';
}
