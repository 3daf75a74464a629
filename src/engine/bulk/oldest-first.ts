import type { ResolvedCondition } from '../../condition/resolved-condition.ts';
import type { SortPosition } from '../../ticket/ticket-sort.ts';
import type { Call } from '../call.ts';
import { chunkSize, type SelectedChunk } from './selection.ts';

/** More are counted as so many. */
const counted = 1_000_000;

/** How many tickets a condition selects; null selects none. */
export const countSelected = async (where: ResolvedCondition | null, { store, context }: Call): Promise<number> =>
  where === null ? 0 : store.count({ tenant: context.tenant, where, limit: counted });

/** The next tickets that a condition selects, the oldest first: those that no longer fit are not met again, what was refused stays behind. */
export const oldestFirst = async (
  where: ResolvedCondition | null,
  from: SortPosition | undefined,
  { store, context }: Call,
): Promise<SelectedChunk<SortPosition>> => {
  const rows =
    where === null
      ? []
      : await store.page('tickets', {
          tenant: context.tenant,
          query: { where, sort: { by: 'createdAt', direction: 'asc' } },
          limit: chunkSize,
          ...(from === undefined ? {} : { after: from }),
        });
  const last = rows.at(-1);
  const next = last === undefined || rows.length < chunkSize ? null : { value: last.createdAt, id: last.id };
  return { tickets: rows.map(({ id }) => id), next };
};
