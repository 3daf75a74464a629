/**
 * What a received mail is. `bounce`: it reports a delivery (RFC 3464); `feedback`: a complaint (RFC 5965); `receipt`: it reports
 * that a mail was read (RFC 8098); `own`: this desk wrote it.
 */
export const mailNatures = [
  'person',
  'bounce',
  'feedback',
  'receipt',
  'out_of_office',
  'auto_replied',
  'auto_generated',
  'list',
  'spam',
  'own',
] as const;
/** What a received mail is. */
export type MailNature = (typeof mailNatures)[number];

/** What a received mail is, and what may follow from it by itself. */
export interface Classification {
  readonly kind: MailNature;
  /** May the desk answer it without a person who looks at it? */
  readonly allowAutoReply: boolean;
  /** May it open a closed ticket again? */
  readonly mayReopen: boolean;
  /** Every sign that was found, such as `auto-submitted: auto-replied`. */
  readonly reasons: readonly string[];
}
