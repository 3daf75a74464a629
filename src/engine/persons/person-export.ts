import type { RequesterDocument } from '../../portal/requester-document.ts';
import type { RequesterTicket } from '../../portal/requester-ticket.ts';
import type { MailAddress } from '../../text/email-address.ts';
import type { Instant } from '../../ticket/instant.ts';
import type { Requester } from '../../ticket/requester.ts';
import type { EventType } from '../../ticket/ticket-event.ts';

/** Everything the desk holds of a person and he may know. Plain JSON. */
export interface PersonExport {
  /** Of this format. A change that a reader must know of raises it. */
  readonly version: 1;
  readonly exportedAt: Instant;
  readonly person: string;
  /** The addresses that were taken to be his. */
  readonly addresses: readonly string[];
  /** In the order of their ids. */
  readonly tickets: readonly ExportedTicket[];
}

/** What a ticket holds of a person. */
export interface ExportedTicket {
  readonly id: string;
  readonly number: string;
  readonly area: string;
  /** The ticket as its requester sees it; null where he is not its requester now. */
  readonly view: Omit<RequesterTicket, 'can'> | null;
  /** What the ticket kept of him as requester, oldest first. */
  readonly snapshots: readonly (Requester & { readonly since: Instant })[];
  /** What he wrote when he opened the ticket; null: somebody else opened it. */
  readonly opened: { readonly at: Instant; readonly subject: string; readonly description: string } | null;
  /** What he added, oldest first. */
  readonly actions: readonly {
    readonly at: Instant;
    readonly shortDescription: string;
    readonly description: string;
  }[];
  /** Mails from him and to him, oldest first; without drafts, which nobody sent. */
  readonly mails: readonly ExportedMail[];
  /** Documents that he uploaded, and those that are shared with him; their content is read with `documents.open`. */
  readonly documents: readonly (RequesterDocument & { readonly sha256: string })[];
  /** What he did, oldest first. */
  readonly events: readonly { readonly at: Instant; readonly type: EventType }[];
}

/** A mail from a person or to him. */
export interface ExportedMail {
  readonly direction: 'in' | 'out';
  readonly at: Instant;
  /** Of a received one. */
  readonly from: string | null;
  /** As the letter names them. */
  readonly to: readonly MailAddress[];
  readonly cc: readonly MailAddress[];
  readonly subject: string;
  /** Null: the raw source cannot be read without a parser, or is not there any more. */
  readonly text: string | null;
  /** What became of his copy; `received` where he wrote it. */
  readonly state: 'received' | 'queued' | 'sending' | 'sent' | 'failed' | 'ambiguous';
}
