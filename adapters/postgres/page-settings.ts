import { rowAsJson } from './columns.ts';
import { settingsColumns } from './row-columns.ts';

/** $1 tenant, $2 revision to continue after, $3 limit. */
export const pageSettings = (schema: string): string => `
select coalesce(json_agg(${rowAsJson('settings', settingsColumns)} order by settings.revision desc), '[]')::text as result
from (
  select *
  from ${schema}.settings
  where tenant = $1::text and revision < $2::text::integer
  order by revision desc
  limit $3::text::integer
) settings`;
