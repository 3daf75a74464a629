import { claimTurns } from './claim-turns.ts';
import { rowAsJson } from './columns.ts';
import { deliveryColumns, mailColumns } from './row-columns.ts';

/** $1 due by, $2 leased until, $3 limit, $4 after tenant, $5 now. Hands out the mail beside its delivery. */
export const claimDeliveries = (schema: string): string => `
with recursive
${claimTurns({ table: `${schema}.deliveries`, open: "state in ('queued', 'sending')", due: 'not_before' })},
claimed as (
  update ${schema}.deliveries delivery
  set state = 'sending', leased_until = $2::text::timestamptz, version = delivery.version + 1
  from due
  where delivery.tenant = due.tenant and delivery.id = due.id
  returning delivery.*, due.position
)
select coalesce(json_agg(json_build_object(
  'tenant', claimed.tenant,
  'delivery', ${rowAsJson('claimed', deliveryColumns)},
  'mail', ${rowAsJson('mail', mailColumns)}
) order by claimed.position), '[]')::text as result
from claimed
join ${schema}.mails mail on mail.tenant = claimed.tenant and mail.id = claimed.mail`;
