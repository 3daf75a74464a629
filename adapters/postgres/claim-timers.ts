import { rowAsJson } from './columns.ts';
import { timerColumns } from './row-columns.ts';

/** $1 due by, $2 leased until, $3 limit. */
export const claimTimers = (schema: string): string => `
with
due as materialized (
  select tenant, id
  from ${schema}.timers
  where state = 'running'
    and due_at <= $1::text::timestamptz
    and (leased_until is null or leased_until <= $1::text::timestamptz)
  order by due_at, id, tenant
  limit $3::text::integer
  for update skip locked
),
claimed as (
  update ${schema}.timers timer
  set leased_until = $2::text::timestamptz, version = timer.version + 1
  from due
  where timer.tenant = due.tenant and timer.id = due.id
  returning timer.*
)
select coalesce(json_agg(json_build_object(
  'tenant', claimed.tenant,
  'timer', ${rowAsJson('claimed', timerColumns)}
) order by claimed.due_at, claimed.id, claimed.tenant), '[]')::text as result
from claimed`;
