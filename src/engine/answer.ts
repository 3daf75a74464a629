import type { StoredResult } from '../ports/store.ts';
import { accept, type Decided, refuseNotFound } from '../refusal/refusal.ts';
import { deepFreeze } from '../text/deep-freeze.ts';
import type { Warning } from '../ticket/warning.ts';
import type { Call } from './call.ts';
import type { Committed } from './commit-plan.ts';
import { mailView, type OutboxMail } from './mail-view.ts';
import type { Plan } from './plan.ts';
import { outgoingTicketMail, type TicketMail } from './queries/ticket-mails.ts';
import { sees } from './sees.ts';
import { type Ticket, ticketView } from './ticket-view.ts';

/** What every command on a ticket answers. */
export interface Outcome<T = Ticket> {
  readonly ticket: T;
  /** Drafts the command made; they wait for a person. */
  readonly drafts: readonly OutboxMail[];
  /** What the desk wants to know now; none so far (#5). */
  readonly questions: readonly never[];
  readonly warnings: readonly Warning[];
  /** True when the idempotency key was used before: nothing was done this time. */
  readonly replayed: boolean;
}

/** What a command answers inside: each surface takes its own part of it. */
export interface Answer extends Outcome {
  /** The mail that an outbox command changed. */
  readonly mail: OutboxMail | null;
  /** The action that was added. */
  readonly action: { readonly id: string } | null;
  /** Drafts of the same kind that waited before the command made one more. */
  readonly otherOpenDrafts: readonly TicketMail[];
}

export const answerOf = (done: Committed, plan: Plan, call: Call, more: readonly Warning[]): Answer =>
  deepFreeze({
    ticket: ticketView(done.ticket, call),
    drafts: done.drafts.map((mail) => mailView({ mail, deliveries: [], ticket: done.ticket })),
    questions: [],
    warnings: [...done.warnings, ...more],
    replayed: false,
    mail:
      plan.mail === undefined
        ? null
        : mailView({ mail: plan.mail.after, deliveries: plan.mail.all, ticket: done.ticket }),
    action: plan.result?.action === undefined ? null : { id: plan.result.action },
    otherOpenDrafts: (plan.otherOpenDrafts ?? []).map(outgoingTicketMail),
  });

interface StoredIds {
  readonly ticket: string;
  readonly drafts: readonly string[];
  readonly mail?: string;
  readonly action?: string;
  readonly otherOpenDrafts?: readonly string[];
}

/** The first result again: stored ids, with ticket and mails as they are now. */
export const replayOf = async (result: StoredResult['result'], call: Call): Promise<Decided<Answer>> => {
  const { ticket, drafts, mail, action, otherOpenDrafts = [] } = result as unknown as StoredIds;
  const loaded = await call.store.load({
    tenant: call.context.tenant,
    tickets: { ids: [ticket], details: [] },
    mails: [...drafts, ...otherOpenDrafts, ...(mail === undefined ? [] : [mail])],
  });
  const row = loaded.tickets[0]?.row;
  // Whoever owns a mail sees it in his outbox, also when its ticket is not visible to him.
  if (row === undefined || (mail === undefined && !sees(call, row))) return refuseNotFound('ticket');
  const mails = loaded.mails.map(mailView);
  return accept(
    deepFreeze({
      ticket: ticketView(row, call),
      drafts: mails.filter(({ id }) => drafts.includes(id)),
      questions: [],
      warnings: [],
      replayed: true,
      mail: mails.find(({ id }) => id === mail) ?? null,
      action: action === undefined ? null : { id: action },
      otherOpenDrafts: loaded.mails
        .filter((one) => otherOpenDrafts.includes(one.mail.id) && one.mail.state === 'draft')
        .map((one) => outgoingTicketMail(one.mail)),
    }),
  );
};
