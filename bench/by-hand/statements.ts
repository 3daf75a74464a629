import type { Statement } from './sql.ts';

const ticketParts = `(tenant, id, number, area, origin, workflow, workflow_version, step, category, subject, description,
  requester, responsible, audience, creator, fields, version, created_at, updated_at, last_external_at, internal_time,
  external_time, mail_count, draft_count, document_count, folded_number, folded_subject, folded_description, creator_user,
  folded_requester_name, folded_requester_email, field_keys, feed)`;
const ticketValues = `($1, $2, $3, $4, 'manual', $5, 1, $6, $7, $8, $9, $10, $11, '[]', $12, $13, 1, $14, $14, $14, 0, 0, 0, 0, 0, $15, $16, $17, $18,
  $19, $20, '{}', pg_current_xact_id())`;
const eventParts = '(tenant, ticket, seq, type, v, at, actor, data, feed)';
const actionParts = `(tenant, id, ticket, seq, visibility, author, concerns, occurred_at, created_at, time_spent,
  short_description, short_description_derived, description)`;
const move = `update ticketwerk.tickets
  set step = $3, category = $4, version = version + 1, feed = greatest(feed, pg_current_xact_id()), updated_at = $5::timestamptz,
    started_at = coalesce(started_at, $5::timestamptz), last_external_at = $5::timestamptz
  where tenant = $1 and id = $2 and version = $6`;
const spend = `update ticketwerk.tickets
  set version = version + 1, feed = greatest(feed, pg_current_xact_id()), updated_at = $3::timestamptz, internal_time = internal_time + $4::integer
  where tenant = $1 and id = $2 and version = $5::integer`;

const statement = (name: string, text: string): Statement => ({ name: `by_hand_${name}`, text });

/** The same counter that the desk draws from. */
export const drawNumber = statement(
  'draw',
  `insert into ticketwerk.counters as counter (tenant, series, last) values ($1, $2, 1)
on conflict (tenant, series) do update set last = counter.last + 1 returning last`,
);

/** The same, not waiting for the disk: a number that is lost with the machine was never written anywhere. */
export const drawNumberUnflushed = statement(
  'draw_unflushed',
  `with unflushed as materialized (select set_config('synchronous_commit', 'off', true))
insert into ticketwerk.counters as counter (tenant, series, last) select $1, $2, 1 from unflushed
on conflict (tenant, series) do update set last = counter.last + 1 returning last`,
);

export const loadTicket = statement(
  'load',
  'select id, step, version from ticketwerk.tickets where tenant = $1 and id = $2',
);
export const lockTicket = statement(
  'lock',
  'select id, step, version from ticketwerk.tickets where tenant = $1 and id = $2 for no key update',
);

export const insertTicket = statement('ticket', `insert into ticketwerk.tickets ${ticketParts} values ${ticketValues}`);
export const insertEvent = statement(
  'event',
  `insert into ticketwerk.events ${eventParts} values ($1, $2, $3, $4, 1, $5, $6, $7, pg_current_xact_id())`,
);
export const moveTicket = statement('move', move);
export const spendTime = statement('spend', spend);
export const insertAction = statement(
  'action',
  `insert into ticketwerk.actions ${actionParts} values ($1, $2, $3, $4, $5, $6, $7, $8, $8, $9, $10, true, $11)`,
);

/** The parameters of `insertTicket`, then the data of the event. */
export const createAtOnce = statement(
  'create_at_once',
  `with made as (insert into ticketwerk.tickets ${ticketParts} values ${ticketValues} returning tenant, id, creator, feed)
insert into ticketwerk.events ${eventParts}
select tenant, id, 1, 'ticket.created', 1, $14, creator, $21, feed from made`,
);

/** The parameters of `moveTicket`, then actor and data of the event. */
export const moveAtOnce = statement(
  'move_at_once',
  `with moved as (${move} returning tenant, id, version, feed)
insert into ticketwerk.events ${eventParts}
select tenant, id, version, 'ticket.moved', 1, $5::timestamptz, $7, $8, feed from moved returning seq`,
);

/** The parameters of `spendTime`, then id, visibility, author, concerns, both descriptions and the data of the event. */
export const addActionAtOnce = statement(
  'action_at_once',
  `with spent as (${spend} returning tenant, id, version, feed),
added as (
  insert into ticketwerk.actions ${actionParts}
  select tenant, $6, id, version, $7, $8, $9, $3::timestamptz, $3::timestamptz, $4::integer, $10, true, $11 from spent
)
insert into ticketwerk.events ${eventParts}
select tenant, id, version, 'action.added', 1, $3::timestamptz, $8, $12, feed from spent returning seq`,
);
