import { z } from 'zod';
import { parseInput } from '../../refusal/parse-input.ts';
import { accept, type Decided, refuseInput } from '../../refusal/refusal.ts';
import { deepFreeze } from '../../text/deep-freeze.ts';
import { userOf } from '../../ticket/actor.ts';
import type { Call } from '../call.ts';
import { idInput } from '../id-input.ts';
import { type Ticket, ticketView } from '../ticket-view.ts';
import { badCursor, readCursor, writeCursor } from './list-tickets-cursor.ts';
import { visibleWhere } from './list-tickets-filter.ts';
import { type SeenAction, seenAction } from './seen-actions.ts';

const concerningQuery = z.strictObject({
  user: idInput().optional(),
  after: z.string().max(20_000).optional(),
  limit: z.int().min(1).max(200).default(50),
});

/** Whom the actions concern, and which page of them. */
export interface ConcerningQuery {
  /** Default: the acting user. */
  readonly user?: string;
  /** The `next` of the page before. Default: from the newest. */
  readonly after?: string;
  /** Default: 50, at most 200. */
  readonly limit?: number;
}

/** Actions that concern a user, with their tickets. */
export interface ConcerningPage<T = Ticket> {
  readonly items: readonly { readonly action: SeenAction; readonly ticket: T }[];
  /** Pass as `after` for the next page; null at the end. */
  readonly next: string | null;
}

const order = { by: 'occurredAt', direction: 'desc' } as const;

/** A page of the actions that concern a user, on tickets that the caller may see. Being concerned shows nobody anything. */
export const concerning = async (rawQuery: unknown, call: Call): Promise<Decided<ConcerningPage>> => {
  const query = parseInput(concerningQuery, rawQuery ?? {});
  if (!query.ok) return query;
  const { after, limit } = query.value;
  const user = query.value.user ?? userOf(call.actor);
  const position = after === undefined ? undefined : readCursor(after, order);
  if (user === null || position === null) {
    return refuseInput([...(user === null ? [nobody] : []), ...(position === null ? [badCursor] : [])]);
  }
  const where = visibleWhere(undefined, call);
  if (where === null) return accept(deepFreeze({ items: [], next: null }));
  const found = await call.store.page('actions', {
    tenant: call.context.tenant,
    query: { where, user },
    ...(position === undefined ? {} : { after: position }),
    limit: limit + 1,
  });
  const items = found
    .slice(0, limit)
    .map(({ action, ticket }) => ({ action: seenAction(action, ticket, call), ticket: ticketView(ticket, call) }));
  const last = found.length > limit ? items.at(-1)?.action : undefined;
  const next = last === undefined ? null : writeCursor(order, { value: last.occurredAt, id: last.id });
  return accept(deepFreeze({ items, next }));
};

const nobody = { path: ['user'], code: 'required', message: 'Name the user; who calls is none.' };
