import { assignments, columnNames, givenFields, givenRows } from './columns.ts';
import {
  actionColumns,
  counterColumns,
  deliveryColumns,
  eventColumns,
  mailColumns,
  onceColumns,
  openingColumns,
  sourceColumns,
  ticketColumns,
  ticketIndexColumns,
} from './row-columns.ts';

const writtenTicket = { ...ticketColumns, ...ticketIndexColumns };

const roots = {
  tickets: writtenTicket,
  mails: mailColumns,
  deliveries: deliveryColumns,
  sources: sourceColumns,
} as const;
type Root = keyof typeof roots;

const parts = {
  events: eventColumns,
  actions: actionColumns,
  mails: mailColumns,
  deliveries: deliveryColumns,
  sources: sourceColumns,
} as const;
type Part = keyof typeof parts;

/**
 * Everything a batch writes, or nothing, in one statement. $1 tenant, $2 to $5 changes of tickets, mails, deliveries and
 * sources, $6 to $10 additions (events, actions, mails, deliveries, sources), $11 idempotency key, $12 openings, $13 counter.
 *
 * 1. The idempotency key is written first: of two commands with one key the second waits here and then writes nothing.
 * 2. Rows whose version holds are locked, root by root and in the order of their ids, so that two batches never wait for
 *    each other. Each gate (`…_held`) has one row if all versions so far held, and else none.
 * 3. The counter of a series without gaps is raised only while the number is still free: of two commands with one number
 *    the second waits here and then writes nothing.
 * 4. Every write joins the last gate or the tickets that were really applied: a plain CTE would write the events of a
 *    stale ticket.
 * 5. Events get the place in the feed of changes that their ticket has: never before an earlier event of it.
 * 6. What was written is counted, not believed. Written by halves, or the key written for a refused batch: the statement
 *    gives up, and with it everything it wrote.
 */
export const commitText = (schema: string): string => `
with
once_given as materialized (${givenRows('$11', onceColumns)}),
once_written as (
  insert into ${schema}.once (tenant, ${columnNames(onceColumns)})
  select $1::text, ${givenFields(onceColumns)} from once_given given
  on conflict (tenant, actor, key) do nothing
  returning 1
),
once_held as materialized (
  select 1 where (select count(*) from once_written) = (select count(*) from once_given)
),
${lockPhase(schema, 'tickets', '$2', 'once_held')},
${lockPhase(schema, 'mails', '$3', 'tickets_held')},
${lockPhase(schema, 'deliveries', '$4', 'mails_held')},
${lockPhase(schema, 'sources', '$5', 'deliveries_held')},
counter_given as materialized (${givenRows('$13', counterColumns)}),
counter_written as (
  insert into ${schema}.counters as stored (tenant, series, last)
  select $1::text, given.series, given.value from sources_held, counter_given given
  on conflict (tenant, series) do update set last = excluded.last where stored.last < excluded.last
  returning 1
),
counter_held as materialized (
  select 1 from sources_held where (select count(*) from counter_written) = (select count(*) from counter_given)
),
tickets_created as (
  insert into ${schema}.tickets (tenant, feed, ${columnNames(writtenTicket)})
  select $1::text, pg_current_xact_id(), ${givenFields(writtenTicket)}
  from counter_held, tickets_changes given
  where given.before is null
  returning id, feed
),
${updatePhase(schema, 'tickets', ', feed = greatest(stored.feed, pg_current_xact_id())', ', stored.feed')},
${updatePhase(schema, 'mails')},
${updatePhase(schema, 'deliveries')},
${updatePhase(schema, 'sources')},
tickets_applied as materialized (
  select id, feed from tickets_created union all select id, feed from tickets_changed
),
${addPhase(schema, 'events', '$6', { feed: 'applied.feed' })},
${addPhase(schema, 'actions', '$7')},
${addPhase(schema, 'mails', '$8')},
${addPhase(schema, 'deliveries', '$9')},
sources_given as materialized (${givenRows('$10', { ...sourceColumns, raw: 'text' })}),
sources_added as (
  insert into ${schema}.sources (tenant, ${columnNames(sourceColumns)}, raw)
  select $1::text, ${givenFields(sourceColumns)}, decode(given.raw, 'base64')
  from tickets_applied applied join sources_given given on given.ticket = applied.id
  returning 1
),
openings_given as materialized (${givenRows('$12', openingColumns)}),
openings_written as (
  insert into ${schema}.openings as stored (tenant, ${columnNames(openingColumns)})
  select distinct on (given.ref, given."user") $1::text, ${givenFields(openingColumns)}
  from counter_held, openings_given given
  order by given.ref, given."user", given.at desc
  on conflict (tenant, ref, "user") do update set at = greatest(stored.at, excluded.at)
)
select case
  when not exists (select from once_held) then 'once'
  when not exists (select from sources_held) then
    case when exists (select from once_written) then ${schema}.give_up('TW001') else 'conflict' end
  when not exists (select from counter_held) then
    case when exists (select from once_written) then ${schema}.give_up('TW003') else 'number' end
  when ${total('tickets_changes', 'mails_changes', 'deliveries_changes', 'sources_changes')}
    + ${total('events_given', 'actions_given', 'mails_given', 'deliveries_given', 'sources_given')}
    <> ${total('tickets_applied', 'mails_changed', 'deliveries_changed', 'sources_changed')}
    + ${total('events_added', 'actions_added', 'mails_added', 'deliveries_added', 'sources_added')}
    then ${schema}.give_up('TW002')
  else 'committed'
end as outcome`;

const lockPhase = (schema: string, root: Root, param: string, gate: string): string => `
${root}_changes as materialized (${givenRows(param, { before: 'integer', ...roots[root] })}),
${root}_locked as materialized (
  select stored.id
  from ${gate}, ${root}_changes given
  join ${schema}.${root} stored on stored.tenant = $1::text and stored.id = given.id and stored.version = given.before
  order by stored.id
  for no key update of stored
),
${root}_held as materialized (
  select 1
  from ${gate}
  where (select count(*) from ${root}_locked) = (select count(*) from ${root}_changes where before is not null)
)`;

const updatePhase = (schema: string, root: Root, set = '', returning = ''): string => `
${root}_changed as (
  update ${schema}.${root} stored
  set ${assignments(roots[root])}${set}
  from counter_held, ${root}_changes given
  where stored.tenant = $1::text and stored.id = given.id and stored.version = given.before
  returning stored.id${returning}
)`;

const addPhase = (schema: string, part: Part, param: string, more: Readonly<Record<string, string>> = {}): string => `
${part}_given as materialized (${givenRows(param, parts[part])}),
${part}_added as (
  insert into ${schema}.${part} (${['tenant', ...Object.keys(more)].join(', ')}, ${columnNames(parts[part])})
  select ${['$1::text', ...Object.values(more)].join(', ')}, ${givenFields(parts[part])}
  from tickets_applied applied join ${part}_given given on given.ticket = applied.id
  returning 1
)`;

const total = (...names: readonly string[]): string =>
  names.map((name) => `(select count(*) from ${name})`).join(' + ');
