import type { Store } from '../../src/ports/store.ts';
import type { StoredChange } from '../../src/ports/stored-change.ts';
import { rowAsJson } from './columns.ts';
import type { Connection } from './connection.ts';
import { jsonResult } from './json-result.ts';
import { eventColumns } from './row-columns.ts';
import { safeStatement } from './statement.ts';

/**
 * $1 tenant, $2 transaction and $3 position to continue after, $4 limit.
 *
 * An event is handed out only when every transaction that was begun no later has ended: a position alone says nothing, as a
 * transaction that got a low one may commit late. `feed` is the transaction of an event, or that of an earlier event of its
 * ticket if that was begun later, so that no history is ever handed out in another order.
 */
export const changes = (schema: string): ((connection: Connection) => Store['changes']) => {
  const run = safeStatement(
    'changes',
    `
select coalesce(json_agg(json_build_object(
  'event', ${rowAsJson('event', eventColumns)},
  'position', event.feed::text || '.' || event.position::text
) order by event.feed, event.position), '[]')::text as result
from (
  select *
  from ${schema}.events
  where tenant = $1::text
    and (feed, position) > ($2::text::xid8, $3::text::bigint)
    and feed < pg_snapshot_xmin(pg_current_snapshot())
  order by feed, position
  limit $4::text::integer
) event`,
  );
  return (connection) =>
    async ({ tenant, after = '0.0', limit }) => {
      const [feed = '0', position = '0'] = after.split('.');
      return jsonResult<readonly StoredChange[]>(await run(connection, [tenant, feed, position, String(limit)]));
    };
};
