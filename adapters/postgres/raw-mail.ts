import type { Store } from '../../src/ports/store.ts';
import type { Database } from './database.ts';
import { safeStatement } from './statement.ts';

/** Bytes travel as base64, because drivers do not agree on what a bytea is. */
export const rawMail = (database: Database): Store['rawMail'] => {
  const run = safeStatement(
    database,
    'raw_mail',
    `
select encode(raw, 'base64') as raw
from ${database.schema}.sources
where tenant = $1::text and ticket = $2::text and id = $3::text`,
  );
  return async ({ tenant, ticket, source }) => {
    const [row] = (await run([tenant, ticket, source])).rows;
    return row === undefined ? null : Uint8Array.from(Buffer.from(String(row.raw), 'base64'));
  };
};
