import { z } from 'zod';
import { resolveCondition } from '../../condition/resolve-condition.ts';
import { requesterScope } from '../../portal/requester-scope.ts';
import { type RequesterActor, type RequesterListItem, requesterListItem } from '../../portal/requester-ticket.ts';
import { parseInput } from '../../refusal/parse-input.ts';
import { accept, type Decided, refuseInput } from '../../refusal/refusal.ts';
import { deepFreeze } from '../../text/deep-freeze.ts';
import { sortValue, type TicketSort } from '../../ticket/ticket-sort.ts';
import { standingOf } from '../../workflow/versions/standing.ts';
import type { Call } from '../call.ts';
import { badCursor, readCursor, writeCursor } from './list-tickets-cursor.ts';

const portalQuery = z.strictObject({
  after: z.string().max(20_000).optional(),
  limit: z.int().min(1).max(200).default(50),
});

/** Which page of a requester's tickets. */
export interface PortalQuery {
  /** The `next` of the page before. Default: from the beginning. */
  readonly after?: string;
  /** Default: 50, at most 200. */
  readonly limit?: number;
}

/** A requester's tickets; what changed last for him comes first. */
export interface RequesterPage {
  readonly items: readonly RequesterListItem[];
  /** Pass as `after` for the next page; null at the end. */
  readonly next: string | null;
}

/** What happens inside does not move a ticket in here: the order is by what a requester may see. */
const sort: TicketSort = { by: 'lastExternalAt', direction: 'desc' };

/** A page of the tickets in a requester's scope. */
export const listRequesterTickets = async (
  rawQuery: unknown,
  call: Call,
  requester: RequesterActor,
): Promise<Decided<RequesterPage>> => {
  const query = parseInput(portalQuery, rawQuery ?? {});
  if (!query.ok) return query;
  const { after, limit } = query.value;
  const position = after === undefined ? undefined : readCursor(after, sort);
  if (position === null) return refuseInput([badCursor]);
  const { areas } = call.engine.configuration;
  const scope = requesterScope([...areas.values()], requester);
  if (scope === null) return accept(deepFreeze({ items: [], next: null }));
  const found = await call.store.page('tickets', {
    tenant: call.context.tenant,
    query: { where: resolveCondition(scope, null), sort },
    ...(position === undefined ? {} : { after: position }),
    limit: limit + 1,
  });
  const shown = found.slice(0, limit);
  const last = found.length > limit ? shown.at(-1) : undefined;
  const items = shown.flatMap((row) => {
    const area = areas.get(row.area);
    if (area === undefined) return [];
    const standing = standingOf(row, area);
    return [requesterListItem(standing.ticket, standing.area)];
  });
  const next = last === undefined ? null : writeCursor(sort, { value: sortValue(last, sort.by), id: last.id });
  return accept(deepFreeze({ items, next }));
};
