import type { Comparison, Operand } from '../condition/condition.ts';
import type { FieldValue } from '../ticket/ticket-row.ts';

/** Which mails a rule is for: received ones, those that users send, or both. */
export const ruleDirections = ['in', 'out', 'both'] as const;

/** One field of a mail and one operator; beside those of tickets, `matches` takes a pattern (RE2 syntax, without regard to case). */
export type MailComparison = Comparison | { readonly field: string; readonly matches: Operand };

/**
 * A condition on a mail, in the language of all conditions. A field with several values, such as `to`, is compared with each of them: `is`,
 * `contains` and the like hold if they hold for *any*, `isNot`, `notIn` and `not` if they hold for *none*. A header that is
 * missing is null.
 *
 * Fields: `subject, body, replyText, header.<name>, attachments.name, attachments.type` (texts), `from, to, cc, recipient, replyTo,
 * envelopeFrom, envelopeTo` (addresses, each also with `.local`, `.domain` and, but for the envelope, `.name`), `attachments.count, size` (numbers),
 * `receivedAt`, `direction, mailbox, kind, auth.dmarc, match` (ids), `spam` (yes or no), `ticket.<field>` of the ticket to which the
 * mail belongs, and `person.id, person.name, person.email, person.phone, person.contacts` of its sender, if he is known.
 */
export type MailCondition =
  | { readonly all: readonly MailCondition[] }
  | { readonly any: readonly MailCondition[] }
  | { readonly not: MailCondition }
  | MailComparison;

/** Whether a ticket that a rule makes is answered by itself, and with what. */
export type ReplyValue = 'allow' | 'suppress' | { readonly template: string; readonly as: 'draft' | 'queued' };

/** What a rule does with a mail. */
export type MailEffect =
  /**
   * Attaches the mail to the ticket to which it belongs, or to the one with a number. `move` also removes it from its folder and ends the
   * run. Received mails of strangers become suggestions, unless `participants` is false. Default: true for `matched`.
   */
  | {
      readonly do: 'copy' | 'move';
      readonly to: 'matched' | { readonly ticket: string };
      readonly participants?: boolean;
    }
  /** Makes a ticket of a mail that belongs to none. Texts may hold named captures of `matches`: `{{order}}`. */
  | { readonly do: 'create'; readonly area: string; readonly fields?: Readonly<Record<string, FieldValue>> }
  /** Sets custom fields of the ticket that is made, of the one that the mail follows, or both. Default: `'both'`. */
  | {
      readonly do: 'set';
      readonly fields: Readonly<Record<string, FieldValue>>;
      readonly on?: 'create' | 'followUp' | 'both';
    }
  | { readonly do: 'responsible'; readonly user: string }
  /** Forgets to which ticket the mail belongs. */
  | { readonly do: 'detach' }
  | { readonly do: 'visibility'; readonly as: 'internal' | 'external' }
  | { readonly do: 'reopen'; readonly value: boolean }
  | { readonly do: 'reply'; readonly value: ReplyValue }
  | { readonly do: 'forward'; readonly to: readonly string[]; readonly as: 'attachment' | 'inline' }
  /** Pays no attention to the mail, which stays where it is, and ends the run. */
  | { readonly do: 'drop'; readonly reason: string };

/** An e-mail filter: what it asks of a mail, and what it does with one. */
export interface MailRule {
  readonly id: string;
  readonly name: string;
  /** Default: true. */
  readonly enabled?: boolean;
  /** Rules are asked by position; of two with the same one the one with the lower id comes first. */
  readonly position: number;
  /** Global rules come before those of the mailbox's owner. Default: `'global'`. */
  readonly scope?: 'global' | { readonly user: string };
  /** Names of mailboxes. Default: all. */
  readonly mailboxes?: readonly string[];
  /** Default: `'in'`. */
  readonly direction?: (typeof ruleDirections)[number];
  readonly when: MailCondition;
  readonly then: readonly MailEffect[];
  /** Are the rules behind it left out when it applies? Default: false. */
  readonly stop?: boolean;
}
