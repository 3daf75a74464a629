import type { MailRef } from '../ticket/source-mail.ts';

/** What a folder listing shows of a mail. */
export interface MailListing {
  readonly ref: MailRef;
  readonly subject: string;
  readonly from: string;
  /** In bytes. */
  readonly size: number;
}

/** A mail with its bytes, or why there is none. */
export type FetchedMail =
  | { readonly outcome: 'found'; readonly raw: Uint8Array }
  /** `missing`: no mail there (any more). `stale`: the identity was given to another mail since. `too_big`: over the source's limit. */
  | { readonly outcome: 'missing' | 'stale' | 'too_big' };

/**
 * A mailbox that somebody else fills.
 *
 * Implementations MUST give one mail the same `MailRef` for as long as it lies in its folder, MUST never give that ref to
 * another mail, MUST NOT change or mark a mail by listing or fetching it, and MUST treat removing a mail that is gone as done.
 */
export interface MailSource {
  list(request: {
    readonly mailbox: string;
    readonly folder: string;
    readonly limit: number;
  }): Promise<readonly MailListing[]>;
  fetch(ref: MailRef): Promise<FetchedMail>;
  /** `stale` means that another mail lies there now: it MUST be left alone. */
  remove(ref: MailRef): Promise<'removed' | 'missing' | 'stale'>;
}
