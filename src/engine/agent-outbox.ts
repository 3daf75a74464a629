import type { MailAddress } from '../text/email-address.ts';
import type { Warning } from '../ticket/warning.ts';
import type { Answered } from './agent.ts';
import type { CommandOptions } from './command-options.ts';
import type { TicketOf } from './inference.ts';
import type { OutboxMail } from './mail-view.ts';
import type { Mode } from './mode.ts';
import type { OutboxPage, OutboxQuery } from './queries/outbox.ts';

/** What an outbox command answers. */
export interface OutboxOutcome {
  readonly mail: OutboxMail;
  readonly warnings: readonly Warning[];
  readonly replayed: boolean;
}

/** An address of a mail as callers write it. Default name: none. */
export type AddressInput = Pick<MailAddress, 'address'> & Partial<MailAddress>;

/** What a person may change on a draft; left out: keep. */
export interface DraftChanges {
  readonly to?: readonly AddressInput[];
  readonly cc?: readonly AddressInput[];
  readonly subject?: string;
  readonly text?: string;
}

/** Commands on mails of the outbox. `expectedVersion` is the mail's version here. */
export interface OutboxCommands<A, M extends Mode> {
  /** Edits a draft. */
  update(mail: string, changes: DraftChanges, options?: CommandOptions): Answered<M, OutboxOutcome, TicketOf<A>>;
  /** Writes subject and text of a draft anew from the ticket as it is now; what was edited in it is lost. */
  refresh(mail: string, options?: CommandOptions): Answered<M, OutboxOutcome, TicketOf<A>>;
  /** Queues a draft for delivery; it leaves when the time to take it back is over, or when it is released. */
  send(mail: string, options?: CommandOptions): Answered<M, OutboxOutcome, TicketOf<A>>;
  /** Gives a draft up, or stops a queued mail of which no copy has been tried yet; the ticket stays as it is. */
  discard(mail: string, options?: CommandOptions): Answered<M, OutboxOutcome, TicketOf<A>>;
  /** Lets a queued mail leave now: one that is held, or one that could still be taken back. */
  release(mail: string, options?: CommandOptions): Answered<M, OutboxOutcome, TicketOf<A>>;
}

/** Drafts and queued mails of the acting user. */
export interface Outbox<A> extends OutboxCommands<A, 'run'> {
  list(query?: OutboxQuery): Promise<OutboxPage>;
  get(mail: string): Promise<OutboxMail>;
}
