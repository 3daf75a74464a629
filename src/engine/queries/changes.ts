import { z } from 'zod';
import type { Store } from '../../ports/store.ts';
import type { StoredChange } from '../../ports/stored-change.ts';
import { parseInput } from '../../refusal/parse-input.ts';
import { accept, type Decided } from '../../refusal/refusal.ts';
import { deepFreeze } from '../../text/deep-freeze.ts';
import type { TicketEvent } from '../../ticket/ticket-event.ts';
import type { Call } from '../call.ts';
import { sees } from '../sees.ts';

const changesQuery = z.strictObject({
  after: z
    .string()
    .regex(/^c(\d{1,18}(\.\d{1,18})?)?$/, {
      error: 'This is no `next` of a page of changes. Start from the beginning.',
    })
    .optional(),
  limit: z.int().min(1).max(1000).default(100),
});

/** Where to continue in the feed of changes. */
export interface ChangesQuery {
  /** The `next` of the page before, however long ago. Default: from the first event ever. */
  readonly after?: string;
  /** Default: 100, at most 1000. */
  readonly limit?: number;
}

/** An event as listeners of `desk.on` get it. */
export type TenantEvent = TicketEvent & { readonly tenant: string };

/** A page of what happened. */
export interface Changes {
  /** May be empty although there are more: those were of tickets that the reader does not see. */
  readonly events: readonly TenantEvent[];
  /** Keep it, and pass it as `after` to hear what comes next. */
  readonly next: string;
  /** There was more to read at once. */
  readonly more: boolean;
}

type Reader = { readonly store: Pick<Store, 'changes'>; readonly context: { readonly tenant: string } };

/** What happened to all tickets of a tenant. */
export const allChanges = async (rawQuery: unknown, reader: Reader): Promise<Decided<Changes>> => {
  const query = parseInput(changesQuery, rawQuery ?? {});
  return query.ok ? accept(await read(query.value, reader, async (found) => found)) : query;
};

/** What happened to tickets that the caller sees now. */
export const visibleChanges = async (rawQuery: unknown, call: Call): Promise<Decided<Changes>> => {
  const query = parseInput(changesQuery, rawQuery ?? {});
  if (!query.ok) return query;
  return accept(
    await read(query.value, call, async (found) => {
      const ids = [...new Set(found.map(({ event }) => event.ticket))];
      const { tickets } = await call.store.load({ tenant: call.context.tenant, tickets: { ids, details: [] } });
      const seen = new Set(tickets.filter(({ row }) => sees(call, row)).map(({ row }) => row.id));
      return found.filter(({ event }) => seen.has(event.ticket));
    }),
  );
};

const read = async (
  { after, limit }: z.output<typeof changesQuery>,
  { store, context: { tenant } }: Reader,
  shown: (found: readonly StoredChange[]) => Promise<readonly StoredChange[]>,
): Promise<Changes> => {
  const position = after?.slice(1) ?? '';
  const found = await store.changes({ tenant, ...(position === '' ? {} : { after: position }), limit: limit + 1 });
  const page = found.slice(0, limit);
  const events = page.length === 0 ? [] : await shown(page);
  return deepFreeze({
    events: events.map(({ event }) => ({ ...event, tenant })),
    next: `c${page.at(-1)?.position ?? position}`,
    more: found.length > limit,
  });
};
