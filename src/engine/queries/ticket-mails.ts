import type { Mail } from '../../notifications/mail.ts';
import type { StoredTicket } from '../../ports/store.ts';
import type { Instant } from '../../ticket/instant.ts';

/** A mail at a ticket. */
export interface TicketMail {
  readonly id: string;
  readonly direction: 'in' | 'out';
  readonly subject: string;
  readonly from: string | null;
  readonly to: readonly string[];
  readonly at: Instant;
  /** `attached` for a received one. */
  readonly state: 'attached' | 'draft' | 'queued' | 'closed' | 'discarded';
}

/** Attached and written mails of a ticket, oldest first. The texts of written ones are in the outbox of their owner. */
export const ticketMails = ({ details }: StoredTicket): readonly TicketMail[] =>
  [
    ...details.sources.map(
      (source): TicketMail => ({
        id: source.id,
        direction: 'in',
        subject: source.subject,
        from: source.from,
        to: [],
        at: source.storedAt,
        state: 'attached',
      }),
    ),
    ...details.mails.map(outgoingTicketMail),
  ].sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0));

/** A written mail as everybody sees it who may read the ticket; its text is for its owner. */
export const outgoingTicketMail = (mail: Mail): TicketMail => ({
  id: mail.id,
  direction: 'out',
  subject: mail.subject,
  from: null,
  to: [...mail.to, ...mail.cc].map(({ address }) => address),
  at: mail.queuedAt ?? mail.createdAt,
  state: mail.state,
});
