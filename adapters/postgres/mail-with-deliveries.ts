import { rowAsJson } from './columns.ts';
import { deliveryColumns, mailColumns } from './row-columns.ts';

/** A mail of the tenant `$1` with its deliveries, as JSON; `more` may name further fields. */
export const mailWithDeliveries = (schema: string, alias: string, more = ''): string => `json_build_object(${more}
  'mail', ${rowAsJson(alias, mailColumns)},
  'deliveries', (
    select coalesce(json_agg(${rowAsJson('delivery', deliveryColumns)} order by delivery.id), '[]')
    from ${schema}.deliveries delivery
    where delivery.tenant = $1::text and delivery.mail = ${alias}.id
  )
)`;
