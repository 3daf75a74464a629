import { givenTexts } from './columns.ts';
import { mailWithDeliveries } from './mail-with-deliveries.ts';

/**
 * $1 tenant, $2 owners or null for everybody, $3 states, $4 id to continue after or null, $5 limit.
 *
 * Each owner's mails come from the index in order, and no more of them than the page holds: an outbox of years costs no
 * more than one of a day. The owner's key is an expression because no index serves `is not distinct from`.
 */
export const pageOutbox = (schema: string): string => {
  const newest = `
    and mail.state in (${givenTexts('$3')})
    and ($4::text is null or (mail.created_at, mail.id) < (
      select last.created_at, last.id from ${schema}.mails last where last.tenant = $1::text and last.id = $4::text))
  order by mail.created_at desc, mail.id desc
  limit $5::text::integer`;
  return `
with
owners as (
  select distinct coalesce('=' || (value #>> '{}'), '') as key
  from jsonb_array_elements(coalesce($2::text::jsonb, '[]')) as given(value)
),
found as (
  select mails.*
  from owners cross join lateral (
    select mail.*
    from ${schema}.mails mail
    where mail.tenant = $1::text and coalesce('=' || mail.owner, '') = owners.key ${newest}
  ) mails
  union all
  select mails.*
  from (
    select mail.*
    from ${schema}.mails mail
    where $2::text is null and mail.tenant = $1::text ${newest}
  ) mails
),
paged as (select * from found order by created_at desc, id desc limit $5::text::integer)
select coalesce(json_agg(${mailWithDeliveries(schema, 'paged')} order by paged.created_at desc, paged.id desc), '[]')::text as result
from paged`;
};
