/** What a claim needs to know of the table whose rows are the work. */
export interface WorkTable {
  /** With its schema. */
  readonly table: string;
  /** Of rows that are not settled yet: the condition of the partial index on (tenant, due, id). */
  readonly open: string;
  /** The column that says when a row is due. */
  readonly due: string;
}

/** So many pieces more than the limit are looked at, in case others are just taking the first ones. */
const spare = 8;

/**
 * The tables from `turns` to `due` of a claim: due work of tenants that take turns, locked. $1 due by, $3 limit, $4 the tenant
 * before the first turn, $5 now.
 *
 * It walks from tenant to tenant along the index, past what they have queued, and no further than there are places: nobody's
 * backlog costs the others anything. Only what is handed out is locked, and what another claim has locked is left to it. Rows
 * pass through arrays, of which PostgreSQL expects few elements: it then looks them up by their key, however many it thinks
 * are due.
 */
export const claimTurns = ({ table, open, due }: WorkTable): string => {
  const isDue = `${open} and ${due} <= $1::text::timestamptz and (leased_until is null or leased_until <= $5::text::timestamptz)`;
  return `
turns as (
  select $4::text collate "C" as tenant, 0 as lap, 0 as place, 0 as served
  union all
  select next.tenant, next.lap, turns.place + 1,
    turns.served + coalesce((
      select 1 from ${table} where tenant = next.tenant and ${isDue} order by ${due}, id limit 1
    ), 0)
  from turns
  cross join lateral (
    (select tenant, 0 as lap from ${table}
     where ${open} and turns.lap = 0 and tenant > turns.tenant
     order by tenant limit 1)
    union all
    (select tenant, 1 from ${table}
     where ${open} and tenant > (case turns.lap when 0 then '' else turns.tenant end) and tenant <= $4::text
     order by tenant limit 1)
    order by lap limit 1
  ) next
  where turns.served < $3::text::integer + ${spare}
),
places as materialized (
  select work.tenant, work.id, turns.place, row_number() over (partition by work.tenant order by work.due, work.id) as round
  from turns
  cross join lateral (
    select tenant, id, ${due} as due from ${table}
    where tenant = turns.tenant and ${isDue}
    order by ${due}, id
    limit $3::text::integer + ${spare}
  ) work
  where turns.place > 0
  order by round, place
  limit $3::text::integer + ${spare}
),
locked as materialized (
  select work.tenant, work.id, place.position
  from unnest(
    (select array_agg(tenant order by round, place) from places), (select array_agg(id order by round, place) from places)
  ) with ordinality as place (tenant, id, position)
  join ${table} work on work.tenant = place.tenant and work.id = place.id
  where ${isDue}
  order by place.position
  limit $3::text::integer
  for update of work skip locked
),
due as (
  select * from unnest(
    (select array_agg(tenant) from locked), (select array_agg(id) from locked), (select array_agg(position) from locked)
  ) as due (tenant, id, position)
)`;
};
