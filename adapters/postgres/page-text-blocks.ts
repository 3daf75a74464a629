import { givenTexts, rowAsJson } from './columns.ts';
import { textBlockColumns } from './row-columns.ts';

/** $1 tenant, $2 keys of owners as the index has them, $3 id to continue after or empty, $4 limit. */
export const pageTextBlocks = (schema: string): string => `
select coalesce(json_agg(${rowAsJson('block', textBlockColumns)} order by block.id), '[]')::text as result
from (
  select block.*
  from ${schema}.text_blocks block
  where block.tenant = $1::text and coalesce('=' || block.owner, '') in (${givenTexts('$2')})
    and not block.removed and block.id > $3::text
  order by block.id
  limit $4::text::integer
) block`;
