import type { MailAddress } from '../text/email-address.ts';
import type { Language } from '../text/language.ts';
import type { MailKind } from './mail.ts';

/** A mail that a command will leave behind: as a draft of a person, or queued for delivery. */
export interface PlannedMail {
  readonly kind: MailKind;
  readonly mode: 'draft' | 'queued';
  readonly owner: string | null;
  readonly to: readonly MailAddress[];
  readonly subject: string;
  readonly text: string;
  readonly language: Language;
  readonly automatic: boolean;
  readonly inReplyTo: string | null;
  readonly references: readonly string[];
  readonly suggestedRecipients: readonly MailAddress[];
  readonly sourceAutomatic: boolean;
}
