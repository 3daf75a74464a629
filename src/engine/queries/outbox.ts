import { z } from 'zod';
import type { LoadedMail, MailWithDeliveries } from '../../ports/store.ts';
import { parseInput } from '../../refusal/parse-input.ts';
import { accept, type Decided, refuseNotFound } from '../../refusal/refusal.ts';
import { deepFreeze } from '../../text/deep-freeze.ts';
import { isPlainId } from '../../text/plain-id.ts';
import { userOf } from '../../ticket/actor.ts';
import type { Call } from '../call.ts';
import { ownsMail } from '../commands/on-mail.ts';
import { idInput } from '../id-input.ts';
import { mailView, type OutboxMail } from '../mail-view.ts';

const outboxQuery = z.strictObject({
  states: z
    .array(z.enum(['draft', 'queued', 'closed', 'discarded']))
    .min(1)
    .default(['draft', 'queued']),
  everybody: z.boolean().default(false),
  after: idInput().optional(),
  limit: z.int().min(1).max(200).default(50),
});

/** What to list of an outbox. */
export interface OutboxQuery {
  /** Default: drafts and queued mails. */
  readonly states?: readonly OutboxMail['state'][];
  /** Mails of all owners and of the desk itself; needs `outbox.manage`. Default: false. */
  readonly everybody?: boolean;
  /** Continue after this mail. Default: from the newest. */
  readonly after?: string;
  /** Default: 50, at most 200. */
  readonly limit?: number;
}

/** One page of an outbox. */
export interface OutboxPage {
  readonly items: readonly OutboxMail[];
  /** Pass as `after` for the next page; null at the end. */
  readonly next: string | null;
}

/** Mails of the actor's outbox, newest first. */
export const listOutbox = async (rawQuery: unknown, call: Call): Promise<Decided<OutboxPage>> => {
  const query = parseInput(outboxQuery, rawQuery ?? {});
  if (!query.ok) return query;
  const { states, everybody, after, limit } = query.value;
  const user = userOf(call.actor);
  const all = everybody && call.grants.desk.includes('outbox.manage');
  if (!all && user === null) return accept(deepFreeze({ items: [], next: null }));
  const found = await call.store.page('outbox', {
    tenant: call.context.tenant,
    query: { states, ...(all ? {} : { owners: [user] }) },
    ...(after === undefined ? {} : { after }),
    limit: limit + 1,
  });
  const shown = await withTickets(found.slice(0, limit), call);
  const items = shown.map((mail) => mailView(mail, call));
  return accept(deepFreeze({ items, next: found.length > limit ? (items.at(-1)?.id ?? null) : null }));
};

const withTickets = async (mails: readonly MailWithDeliveries[], call: Call): Promise<readonly LoadedMail[]> => {
  if (mails.length === 0) return [];
  const { tickets } = await call.store.load({
    tenant: call.context.tenant,
    tickets: { ids: [...new Set(mails.map(({ mail }) => mail.ticket))], details: [] },
  });
  const rows = new Map(tickets.map(({ row }) => [row.id, row]));
  return mails.flatMap((item) => {
    const ticket = rows.get(item.mail.ticket);
    return ticket === undefined ? [] : [{ ...item, ticket }];
  });
};

/** One mail of the outbox. */
export const getOutboxMail = async (id: string, call: Call): Promise<Decided<OutboxMail>> => {
  if (!isPlainId(id)) return refuseNotFound('mail');
  const { mails } = await call.store.load({ tenant: call.context.tenant, mails: [id] });
  const [found] = mails;
  return found !== undefined && ownsMail(found.mail, call)
    ? accept(deepFreeze(mailView(found, call)))
    : refuseNotFound('mail');
};
