import type { Store } from '../../src/ports/store.ts';
import type { Connection } from './connection.ts';
import { safeStatement } from './statement.ts';

/**
 * The row's lock makes draws of one series queue up; a draw that comes to nothing leaves a gap, never a repetition.
 *
 * Beside open transactions if it can: held until a host's transaction ends, the lock would let all creations wait for him.
 */
export const draw = (schema: string): ((connection: Connection) => Store['draw']) => {
  const inside = safeStatement('draw', drawText(schema, ''));
  const beside = safeStatement('draw_beside', drawText(schema, unflushed));
  return ({ executor, beside: side, hosted }) =>
    async ({ tenant, series, count, from }) => {
      const params = [tenant, series, String(count), String(from)];
      const { rows } = await (side === null
        ? inside({ executor, hosted }, params)
        : beside({ executor: side, hosted: false }, params));
      return Number(rows[0]?.first);
    };
};

/**
 * Does not wait until the disk has the counter: the ticket's own commit comes later in the log and flushes both, and a
 * number that a crash gives out again was never seen on a ticket. A block is kept for long, so it waits. On a busy machine
 * with two cores it made 2,000 draws a second of 280 on one connection, and 3,000 of 660 on sixteen.
 *
 * For this transaction only, hence never in the host's. A function with `set synchronous_commit` would not do: the setting
 * is back before the commit that it is about.
 */
const unflushed = `
from (select set_config('synchronous_commit', case when $3::text = '1' then 'off' else current_setting('synchronous_commit') end, true) as mode) flushing
where flushing.mode is not null`;

const drawText = (schema: string, source: string): string => `
insert into ${schema}.counters as counter (tenant, series, last)
select $1::text, $2::text, $4::text::bigint + $3::text::bigint - 1${source}
on conflict (tenant, series) do update
set last = greatest(counter.last + 1, $4::text::bigint) + $3::text::bigint - 1
returning (last - $3::text::bigint + 1)::text as first`;
