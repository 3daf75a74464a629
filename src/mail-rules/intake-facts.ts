import type { NumberFormat } from '../area/number-format.ts';
import type { Instant } from '../ticket/instant.ts';
import type { Classification } from './classification.ts';
import type { IntakePolicy } from './intake-policy.ts';
import type { MailMatch } from './mail-match.ts';
import type { Participation } from './participation.ts';
import type { Authentication } from './read-authentication.ts';
import type { RuleOutcome } from './rule-outcome.ts';

/** A ticket to which a mail may be attached. */
export interface IntakeTicket {
  readonly id: string;
  readonly number: string;
  readonly area: string;
  /** Null: it is open. */
  readonly closedAt: Instant | null;
  /** How the sender takes part in it. */
  readonly participation: Participation | null;
  readonly policy: IntakePolicy;
}

/** Everything that deciding on a mail may look at. */
export interface IntakeFacts {
  readonly subject: string;
  /** Received, or sent by a user from his mailbox. */
  readonly direction: 'in' | 'out';
  /** In a `personal` mailbox only rules take mails; in one of the `desk` what belongs to a ticket is attached by itself. */
  readonly mailbox: 'desk' | 'personal';
  readonly classification: Classification;
  readonly authentication: Authentication;
  readonly match: MailMatch;
  /** The ticket of the match, and those that rules name. */
  readonly tickets: readonly IntakeTicket[];
  /** Is the mail that it answers an internal one? */
  readonly answersInternal: boolean;
  readonly rules: RuleOutcome;
  /** Formats of all areas. */
  readonly formats: readonly NumberFormat[];
  readonly now: Instant;
}
