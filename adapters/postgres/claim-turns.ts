/** What a claim needs to know of the table whose rows are the work. */
export interface WorkTable {
  /** With its schema. */
  readonly table: string;
  /** Of rows that are not settled yet: the condition of the partial index on (tenant, due, id). */
  readonly open: string;
  /** The column that says when a row is due. */
  readonly due: string;
}

/**
 * The tables `turns` and `due` of a claim: due work of tenants that take turns, locked. $1 due by, $3 limit, $4 the tenant
 * before the first turn.
 *
 * It walks from tenant to tenant along the index, past what they have queued, and no further than there are places: nobody's
 * backlog costs the others anything. How much each tenant gets is known before a row is locked, so that no lock is taken on
 * work that is not handed out; where others hold locks, the tenant's next rows are taken. They pass through arrays, of which
 * PostgreSQL expects few elements: it then looks the rows up by their key, however many it thinks are due.
 */
export const claimTurns = ({ table, open, due }: WorkTable): string => {
  const isDue = `${open} and ${due} <= $1::text::timestamptz and (leased_until is null or leased_until <= $1::text::timestamptz)`;
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
  where turns.served < $3::text::integer
),
shares as materialized (
  select tenant, place, count(*) as share
  from (
    select turns.tenant, turns.place, row_number() over (partition by turns.tenant order by work.due, work.id) as round
    from turns
    cross join lateral (
      select id, ${due} as due from ${table}
      where tenant = turns.tenant and ${isDue}
      order by ${due}, id
      limit $3::text::integer
    ) work
    where turns.place > 0
    order by round, place
    limit $3::text::integer
  ) places
  group by tenant, place
),
locked as materialized (
  select shares.tenant, shares.place, work.id
  from shares
  cross join lateral (
    select id from ${table}
    where tenant = shares.tenant and ${isDue}
    order by ${due}, id
    limit shares.share
    for update skip locked
  ) work
),
due as (
  select * from unnest(
    (select array_agg(tenant) from locked), (select array_agg(id) from locked), (select array_agg(place) from locked)
  ) as work (tenant, id, place)
)`;
};
