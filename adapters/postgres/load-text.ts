import { givenTexts, rowAsJson } from './columns.ts';
import { mailWithDeliveries } from './mail-with-deliveries.ts';
import {
  actionColumns,
  eventColumns,
  mailColumns,
  onceColumns,
  openingColumns,
  sourceColumns,
  ticketColumns,
} from './row-columns.ts';

/**
 * $1 tenant, $2 actor and $3 key of the idempotency key, $4 ids, $5 folded numbers and $6 details of tickets, $7 ids of mails,
 * $8 identity and $9 Message-ID of a source mail, $10 since when it was opened. What is not asked for is empty or null.
 *
 * Parameters that may be null stand in sub-selects, or else a prepared statement is planned anew every time: the planner
 * sees that with these very nulls most of it costs nothing, and never takes the plan that fits all.
 */
export const loadText = (schema: string): string => `
with
wanted as (
  select id from ${schema}.tickets
  where tenant = $1::text and id in (${givenTexts('$4')})
  union
  select id from ${schema}.tickets
  where tenant = $1::text and folded_number in (${givenTexts('$5')})
),
known as (
  select id from ${schema}.sources
  where tenant = $1::text and ref = (select $8::text::jsonb)
  union
  select id from ${schema}.sources
  where tenant = $1::text and hashtextextended(message_id, 0) = hashtextextended((select $9::text), 0)
    and message_id = (select $9::text)
)
select json_build_object(
  'once', (
    select ${rowAsJson('once', onceColumns)}
    from ${schema}.once
    where tenant = $1::text and actor = (select $2::text) and key = (select $3::text)
  ),
  'tickets', (
    select coalesce(json_agg(json_build_object(
      'row', ${rowAsJson('ticket', ticketColumns)},
      'details', json_build_object(
        'events', ${detail(schema, 'events', rowAsJson('detail', eventColumns), 'seq')},
        'actions', ${detail(schema, 'actions', rowAsJson('detail', actionColumns), 'seq')},
        'mails', ${detail(schema, 'mails', rowAsJson('detail', mailColumns), 'id')},
        'sources', ${detail(schema, 'sources', rowAsJson('detail', sourceColumns), 'id')}
      )
    ) order by ticket.id), '[]')
    from ${schema}.tickets ticket
    where ticket.tenant = $1::text and ticket.id in (select id from wanted)
  ),
  'mails', (
    select coalesce(json_agg(${mailWithDeliveries(schema, 'mail', `'ticket', ${rowAsJson('ticket', ticketColumns)},`)} order by mail.id), '[]')
    from ${schema}.mails mail
    join ${schema}.tickets ticket on ticket.tenant = mail.tenant and ticket.id = mail.ticket
    where mail.tenant = $1::text and mail.id in (${givenTexts('$7')})
  ),
  'sources', (
    select coalesce(json_agg(${rowAsJson('source', sourceColumns)} order by source.id), '[]')
    from ${schema}.sources source
    where source.tenant = $1::text and source.id in (select id from known)
  ),
  'openings', (
    select coalesce(json_agg(${rowAsJson('opening', openingColumns)} order by opening."user"), '[]')
    from ${schema}.openings opening
    where opening.tenant = $1::text and opening.ref = (select $8::text::jsonb) and opening.at >= (select $10::text::timestamptz)
  )
)::text as result`;

/** The details of a kind that a ticket has, in order; not even looked for unless they were asked for. */
const detail = (schema: string, kind: string, row: string, order: string): string => `
          coalesce(case when (select $6::text::jsonb) @> '"${kind}"' then (
            select json_agg(${row} order by detail.${order})
            from ${schema}.${kind} detail
            where detail.tenant = $1::text and detail.ticket = ticket.id
          ) end, '[]')`;
