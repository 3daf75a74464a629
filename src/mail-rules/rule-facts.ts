import type { Person } from '../ports/directory.ts';
import type { ParsedMail } from '../ports/mail-parser.ts';
import type { Instant } from '../ticket/instant.ts';
import type { TicketRow } from '../ticket/ticket-row.ts';
import type { Classification } from './classification.ts';
import type { MailEnvelope } from './mail-envelope.ts';
import type { MailMatch } from './mail-match.ts';
import type { Authentication } from './read-authentication.ts';

/** Everything that rules may ask of a mail, as it is before any of them did something. */
export interface RuleFacts {
  readonly mail: ParsedMail;
  readonly direction: 'in' | 'out';
  /** The mailbox through which it came or went. */
  readonly mailbox: string;
  /** The user whose mailbox it is, and whose own rules are asked; null: nobody's. */
  readonly owner: string | null;
  /** Of the raw mail, in bytes. */
  readonly size: number;
  readonly receivedAt: Instant;
  readonly envelope: MailEnvelope;
  readonly classification: Classification;
  readonly authentication: Authentication;
  readonly match: MailMatch;
  /** The ticket of the match. */
  readonly ticket: TicketRow | null;
  /** The only person whom the host knows under the sender's address. */
  readonly person: Person | null;
}
