import { columnNames, givenFields } from './columns.ts';
import { sourceColumns } from './row-columns.ts';

export const addSourcesPhase = (schema: string): string => `sources_more_written as (
  insert into ${schema}.sources (tenant, ${columnNames(sourceColumns)}, raw)
  select $1::text, ${givenFields(sourceColumns)}, decode(given.raw, 'base64')
  from tickets_applied applied join sources_more_given given on given.ticket = applied.id
  returning 1
)`;

/** What a change of a source mail says beside its row, and what comes of it. */
export const rawRemoval = {
  columns: { rawRemoved: 'boolean' },
  set: ', raw = case when given."rawRemoved" then null else stored.raw end',
} as const;
