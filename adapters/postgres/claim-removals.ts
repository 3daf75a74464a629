import { rowAsJson } from './columns.ts';
import { sourceColumns } from './row-columns.ts';

/** $1 due by, $2 leased until, $3 limit. */
export const claimRemovals = (schema: string): string => `
with
due as materialized (
  select tenant, id
  from ${schema}.sources
  where removal = 'pending'
    and removal_not_before <= $1::text::timestamptz
    and (leased_until is null or leased_until <= $1::text::timestamptz)
  order by removal_not_before, id, tenant
  limit $3::text::integer
  for update skip locked
),
claimed as (
  update ${schema}.sources source
  set leased_until = $2::text::timestamptz, version = source.version + 1
  from due
  where source.tenant = due.tenant and source.id = due.id
  returning source.*
)
select coalesce(json_agg(json_build_object(
  'tenant', claimed.tenant,
  'source', ${rowAsJson('claimed', sourceColumns)}
) order by claimed.removal_not_before, claimed.id, claimed.tenant), '[]')::text as result
from claimed`;
