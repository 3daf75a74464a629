import type { StepCount, Store } from '../../src/ports/store.ts';
import type { Connection } from './connection.ts';
import { jsonResult } from './json-result.ts';
import { safeStatement } from './statement.ts';

/** Reads the tickets of the workflow once; an index on steps would cost every move more than this costs now and then. */
export const stepCounts = (schema: string): ((connection: Connection) => Store['stepCounts']) => {
  const run = safeStatement(
    'step_counts',
    `
select coalesce(json_agg(json_build_object(
  'step', step, 'workflowVersion', workflow_version, 'tickets', tickets
) order by step collate "C", workflow_version), '[]')::text as result
from (
  select ticket.step, ticket.workflow_version, count(*) as tickets
  from ${schema}.tickets ticket
  where ticket.tenant = $1::text and ticket.area = $2::text and ticket.workflow = $3::text
  group by ticket.step, ticket.workflow_version
) counted`,
  );
  return (connection) =>
    async ({ tenant, area, workflow }) =>
      jsonResult<readonly StepCount[]>(await run(connection, [tenant, area, workflow]));
};
