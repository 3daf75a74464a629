import type { Store } from '../../src/ports/store.ts';
import type { Connection } from './connection.ts';
import { safeStatement } from './statement.ts';

/**
 * Only looks: whoever takes the number writes its counter with the ticket, and learns there whether it was still free. So
 * it looks where the ticket will be written; a second ticket of one transaction must see what the first one took.
 */
export const peek = (schema: string): ((connection: Connection) => Store['peek']) => {
  const run = safeStatement(
    'peek',
    `
select greatest(coalesce(max(last), 0) + 1, $3::text::bigint)::text as next
from ${schema}.counters
where tenant = $1::text and series = $2::text`,
  );
  return (connection) =>
    async ({ tenant, series, from }) => {
      const [row] = (await run(connection, [tenant, series, String(from)])).rows;
      return Number(row?.next);
    };
};
