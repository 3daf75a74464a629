import { claimTurns } from './claim-turns.ts';
import { rowAsJson } from './columns.ts';
import { sourceColumns } from './row-columns.ts';

/** $1 due by, $2 leased until, $3 limit, $4 after tenant. */
export const claimRemovals = (schema: string): string => `
with recursive
${claimTurns({ table: `${schema}.sources`, open: "removal = 'pending'", due: 'removal_not_before' })},
claimed as (
  update ${schema}.sources source
  set leased_until = $2::text::timestamptz, version = source.version + 1
  from due
  where source.tenant = due.tenant and source.id = due.id
  returning source.*, due.position
)
select coalesce(json_agg(json_build_object(
  'tenant', claimed.tenant,
  'source', ${rowAsJson('claimed', sourceColumns)}
) order by claimed.position), '[]')::text as result
from claimed`;
