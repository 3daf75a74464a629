import type { FieldValue } from '../ticket/ticket-row.ts';
import type { ReplyValue } from './mail-rule.ts';

type Fields = Readonly<Record<string, FieldValue>>;

/** The mail is attached to a ticket. */
export interface IntakeAttachment {
  readonly ticket: string;
  /** The rule that wants it; null: it belongs there. */
  readonly rule: string | null;
  readonly visibility: 'internal' | 'external';
  /** No server has proven who wrote it. */
  readonly unverified: boolean;
  /** The transition that opens the ticket again; null: it stays as it is. */
  readonly reopenBy: string | null;
  /** Proven to be an agent's, who may act by it where the host allows that. */
  readonly byAgent: boolean;
}

/** A ticket is made of the mail. */
export interface IntakeCreation {
  readonly area: string;
  /** `rule`: a rule wants it; `closed`, `stranger`: it would have followed another ticket, but for the policy of its area. */
  readonly because: 'rule' | 'closed' | 'stranger';
  readonly rule: string | null;
  /** The ticket that it would have followed. */
  readonly instead: string | null;
  /** Without the number of that ticket. */
  readonly subject: string;
}

/** What becomes of a mail, with everything that has to be written for it. */
export interface IntakeDecision {
  /** `suggested`: a person has to say whether it belongs to a ticket; `left`: it lies where it lay. */
  readonly state: 'attached' | 'created' | 'suggested' | 'left' | 'ignored';
  readonly attachments: readonly IntakeAttachment[];
  readonly creation: IntakeCreation | null;
  readonly suggestions: readonly { readonly ticket: string; readonly reason: 'stranger' | 'unverified' }[];
  /** The sent mail that a report is about: a fact on its delivery. */
  readonly about: { readonly mail: string; readonly delivery: string | null } | null;
  readonly fields: Fields;
  readonly responsible: string | null;
  /** An automatic answer, which the guard is asked about once more before it leaves; null: none. */
  readonly reply: Exclude<ReplyValue, 'suppress'> | null;
  readonly forwards: readonly {
    readonly rule: string;
    readonly to: readonly string[];
    readonly as: 'attachment' | 'inline';
  }[];
  /** Does the mail leave its folder after the commit? */
  readonly remove: boolean;
  /** Why, for the trace. */
  readonly reasons: readonly string[];
}
