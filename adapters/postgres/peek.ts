import type { Store } from '../../src/ports/store.ts';
import type { Database } from './database.ts';
import { safeStatement } from './statement.ts';

/** Only looks: whoever takes the number writes its counter with the ticket, and learns there whether it was still free. */
export const peek = (database: Database): Store['peek'] => {
  const run = safeStatement(
    database,
    'peek',
    `
select greatest(coalesce(max(last), 0) + 1, $3::text::bigint)::text as next
from ${database.schema}.counters
where tenant = $1::text and series = $2::text`,
  );
  return async ({ tenant, series, from }) => {
    const [row] = (await run([tenant, series, String(from)])).rows;
    return Number(row?.next);
  };
};
