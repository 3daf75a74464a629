import type { Store } from '../../src/ports/store.ts';
import type { Connection } from './connection.ts';
import { jsonResult } from './json-result.ts';
import { safeStatement } from './statement.ts';

/** Steps from tenant to tenant through the indexes: millions of tickets cost nothing. $1 tenant to continue after, $2 limit. */
const tenantsText = (schema: string): string => {
  const next = (after: string) => `(
    select min(tenant) from (
      (select tenant from ${schema}.tickets where tenant > ${after} order by tenant limit 1)
      union all
      (select tenant from ${schema}.settings where tenant > ${after} order by tenant limit 1)
    ) found
  )`;
  return `
with recursive known (tenant, place) as (
  select ${next('$1::text')}, 1
  union all
  select ${next('known.tenant')}, known.place + 1
  from known
  where known.tenant is not null and known.place < $2::text::integer
)
select coalesce(json_agg(tenant order by tenant), '[]')::text as result from known where tenant is not null`;
};

export const tenants = (schema: string): ((connection: Connection) => Store['tenants']) => {
  const run = safeStatement('tenants', tenantsText(schema));
  return (connection) =>
    async ({ after, limit }) =>
      jsonResult<readonly string[]>(await run(connection, [after ?? '', String(limit)]));
};
