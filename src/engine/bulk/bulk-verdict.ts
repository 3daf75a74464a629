import type { Refusal } from '../../refusal/refusal.ts';
import type { TicketEvent } from '../../ticket/ticket-event.ts';
import type { Warning } from '../../ticket/warning.ts';
import type { NotAllowed } from '../not-allowed.ts';
import type { PreviewedMail } from '../preview-command.ts';

/** What became of one ticket of a bulk command. */
export type BulkVerdict =
  | {
      readonly ticket: string;
      readonly outcome: 'changed';
      readonly number: string;
      /** The version of the ticket after it. */
      readonly version: number;
      /** The action that was added; null: none was. */
      readonly action: string | null;
      /** The mail that was queued for the requester; null: none was. */
      readonly mail: string | null;
      /** Such as `mail_skipped`: the requester has no e-mail. */
      readonly warnings: readonly Warning[];
      /** True: an earlier call with the same key did it. */
      readonly replayed: boolean;
    }
  | { readonly ticket: string; readonly outcome: 'unchanged' }
  | { readonly ticket: string; readonly outcome: 'refused'; readonly refusal: Refusal };

/** What a bulk command did. */
export interface BulkOutcome {
  /** One for each ticket that it came to, in the order of the selection. */
  readonly verdicts: readonly BulkVerdict[];
  readonly changed: number;
  readonly unchanged: number;
  readonly refused: number;
  /** Mails that were queued in the actor's outbox. */
  readonly mails: number;
  /** It was stopped before its end. */
  readonly stopped: boolean;
  /** Selected tickets that it did not come to. */
  readonly rest: readonly string[];
}

/** What would become of one ticket. */
export type BulkForecast =
  | {
      readonly ticket: string;
      readonly outcome: 'changed';
      readonly number: string;
      readonly events: readonly TicketEvent['type'][];
      readonly mails: readonly PreviewedMail[];
      readonly warnings: readonly Warning[];
    }
  | Exclude<BulkVerdict, { readonly outcome: 'changed' }>;

/** What a bulk command would do. */
export type BulkPreview =
  | {
      readonly allowed: true;
      readonly verdicts: readonly BulkForecast[];
      readonly changed: number;
      readonly unchanged: number;
      readonly refused: number;
      readonly mails: number;
    }
  | NotAllowed;

/** How many verdicts of each kind there are. */
export const countVerdicts = (verdicts: readonly Pick<BulkVerdict, 'outcome'>[]) => {
  const count = (outcome: BulkVerdict['outcome']) => verdicts.filter((one) => one.outcome === outcome).length;
  return { changed: count('changed'), unchanged: count('unchanged'), refused: count('refused') };
};
