import type { Instant } from '../ticket/instant.ts';
import type { MailRef } from '../ticket/source-mail.ts';

/** Who looked at a mail in a folder, to warn the second agent. Advisory: the last look wins. */
export interface Opening {
  readonly ref: MailRef;
  readonly user: string;
  readonly at: Instant;
}
