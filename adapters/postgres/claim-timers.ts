import { claimTurns } from './claim-turns.ts';
import { rowAsJson } from './columns.ts';
import { timerColumns } from './row-columns.ts';

/** $1 due by, $2 leased until, $3 limit, $4 after tenant. */
export const claimTimers = (schema: string): string => `
with recursive
${claimTurns({ table: `${schema}.timers`, open: "state = 'running'", due: 'due_at' })},
claimed as (
  update ${schema}.timers timer
  set leased_until = $2::text::timestamptz, version = timer.version + 1
  from due
  where timer.tenant = due.tenant and timer.id = due.id
  returning timer.*, due.position
)
select coalesce(json_agg(json_build_object(
  'tenant', claimed.tenant,
  'timer', ${rowAsJson('claimed', timerColumns)}
) order by claimed.position), '[]')::text as result
from claimed`;
