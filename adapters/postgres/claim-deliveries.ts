import { rowAsJson } from './columns.ts';
import { deliveryColumns, mailColumns } from './row-columns.ts';

/** $1 due by, $2 leased until, $3 limit. The one statement (beside removals) without a tenant: workers serve all of them. */
export const claimDeliveries = (schema: string): string => `
with
due as materialized (
  select tenant, id
  from ${schema}.deliveries
  where state in ('queued', 'sending')
    and not_before <= $1::text::timestamptz
    and (leased_until is null or leased_until <= $1::text::timestamptz)
  order by not_before, id, tenant
  limit $3::text::integer
  for update skip locked
),
claimed as (
  update ${schema}.deliveries delivery
  set state = 'sending', leased_until = $2::text::timestamptz, version = delivery.version + 1
  from due
  where delivery.tenant = due.tenant and delivery.id = due.id
  returning delivery.*
)
select coalesce(json_agg(json_build_object(
  'tenant', claimed.tenant,
  'delivery', ${rowAsJson('claimed', deliveryColumns)},
  'mail', ${rowAsJson('mail', mailColumns)}
) order by claimed.not_before, claimed.id, claimed.tenant), '[]')::text as result
from claimed
join ${schema}.mails mail on mail.tenant = claimed.tenant and mail.id = claimed.mail`;
