import type { Sql, Statement } from './sql.ts';

const statement = (name: string, text: string): Statement => ({ name: `by_hand_bulk_${name}`, text });

const load = statement(
  'load',
  `select id, step, version from ticketwerk.tickets
  where tenant = 'default' and id = any ($1::text[]) order by id for no key update`,
);
const move = statement(
  'move',
  `update ticketwerk.tickets
  set step = $2, category = $3, version = version + 1, feed = greatest(feed, pg_current_xact_id()), updated_at = $4::timestamptz,
    started_at = coalesce(started_at, $4::timestamptz), last_external_at = $4::timestamptz
  where tenant = 'default' and id = any ($1::text[])`,
);
const log = statement(
  'log',
  `insert into ticketwerk.events (tenant, ticket, seq, type, v, at, actor, data, feed)
  select tenant, id, version, 'ticket.moved', 1, $2::timestamptz, $3::text::jsonb, $4::text::jsonb, feed
  from ticketwerk.tickets where tenant = 'default' and id = any ($1::text[])`,
);

/** Moves tickets by three statements over all of them at once, in a transaction. It asks nobody and checks nothing. */
export const moveAllByHand = async (
  sql: Sql,
  ids: readonly string[],
  { step, category, at, actor, data }: Readonly<Record<'step' | 'category' | 'at' | 'actor' | 'data', string>>,
): Promise<void> =>
  sql.transaction(async (run) => {
    await run(load, [ids]);
    await run(move, [ids, step, category, at]);
    await run(log, [ids, at, actor, data]);
  });
