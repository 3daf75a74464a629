import { claimTurns, type WorkTable } from './claim-turns.ts';
import { type Columns, rowAsJson } from './columns.ts';

/** Leases rows that are handed out as they are, under `name`. $1 due by, $2 leased until, $3 limit, $4 after tenant, $5 now. */
export const claimRows = <Row>(name: string, work: WorkTable, columns: Columns<Row>): string => `
with recursive
${claimTurns(work)},
claimed as (
  update ${work.table} work
  set leased_until = $2::text::timestamptz, version = work.version + 1
  from due
  where work.tenant = due.tenant and work.id = due.id
  returning work.*, due.position
)
select coalesce(json_agg(json_build_object(
  'tenant', claimed.tenant,
  '${name}', ${rowAsJson('claimed', columns)}
) order by claimed.position), '[]')::text as result
from claimed`;
