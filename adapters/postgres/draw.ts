import type { Store } from '../../src/ports/store.ts';
import type { Database } from './database.ts';
import { safeStatement } from './statement.ts';

/** The row's lock makes draws of one series queue up; a draw that comes to nothing leaves a gap, never a repetition. */
export const draw = (database: Database): Store['draw'] => {
  const run = safeStatement(
    database,
    'draw',
    `
insert into ${database.schema}.counters as counter (tenant, series, last)
values ($1::text, $2::text, $4::text::bigint + $3::text::bigint - 1)
on conflict (tenant, series) do update
set last = greatest(counter.last + 1, $4::text::bigint) + $3::text::bigint - 1
returning (last - $3::text::bigint + 1)::text as first`,
  );
  return async ({ tenant, series, count, from }) => {
    const [row] = (await run([tenant, series, String(count), String(from)])).rows;
    return Number(row?.first);
  };
};
