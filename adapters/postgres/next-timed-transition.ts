import type { Store } from '../../src/ports/store.ts';
import { isoText } from './columns.ts';
import type { Connection } from './connection.ts';
import { jsonResult } from './json-result.ts';
import { safeStatement } from './statement.ts';

/** One step along an index that holds nothing else. */
export const nextTimedTransitionText = (schema: string): string => `
select to_json(${isoText('min(try_at)')})::text as result
from ${schema}.timed_transitions
where state = 'waiting' and leased_until is null`;

export const nextTimedTransition = (schema: string): ((connection: Connection) => Store['nextTimedTransition']) => {
  const run = safeStatement('next_timed_transition', nextTimedTransitionText(schema));
  return (connection) => async () => jsonResult<string | null>(await run(connection, []));
};
