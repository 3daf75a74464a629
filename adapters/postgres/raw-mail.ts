import type { Store } from '../../src/ports/store.ts';
import type { Connection } from './connection.ts';
import { safeStatement } from './statement.ts';

/** Bytes travel as base64, because drivers do not agree on what a bytea is. */
export const rawMail = (schema: string): ((connection: Connection) => Store['rawMail']) => {
  const run = safeStatement(
    'raw_mail',
    `
select encode(raw, 'base64') as raw
from ${schema}.sources
where tenant = $1::text and ticket = $2::text and id = $3::text`,
  );
  return (connection) =>
    async ({ tenant, ticket, source }) => {
      const [row] = (await run(connection, [tenant, ticket, source])).rows;
      return row?.raw == null ? null : Uint8Array.from(Buffer.from(String(row.raw), 'base64'));
    };
};
