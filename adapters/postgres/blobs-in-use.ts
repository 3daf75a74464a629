import type { Store } from '../../src/ports/store.ts';
import { givenTexts } from './columns.ts';
import type { Connection } from './connection.ts';
import { jsonResult } from './json-result.ts';
import { safeStatement } from './statement.ts';

export const blobsInUse = (schema: string): ((connection: Connection) => Store['blobsInUse']) => {
  const run = safeStatement(
    'blobs_in_use',
    `
select coalesce(json_agg(distinct document.blob), '[]')::text as result
from ${schema}.documents document
where document.tenant = $1::text and document.blob in (${givenTexts('$2')})`,
  );
  return (connection) =>
    async ({ tenant, blobs }) =>
      jsonResult<readonly string[]>(await run(connection, [tenant, JSON.stringify(blobs)]));
};
