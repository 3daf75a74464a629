import type { Loaded, Store } from '../../src/ports/store.ts';
import type { Database } from './database.ts';
import { jsonResult } from './json-result.ts';
import { loadText } from './load-text.ts';
import { safeStatement } from './statement.ts';

/** One statement, so one round trip and one snapshot. */
export const load = (database: Database): Store['load'] => {
  const run = safeStatement(database, 'load', loadText(database.schema));
  return async ({ tenant, once, tickets, mails, source }) =>
    jsonResult<Loaded>(
      await run([
        tenant,
        once?.actor ?? null,
        once?.key ?? null,
        JSON.stringify(tickets?.ids ?? []),
        JSON.stringify(tickets?.numbers ?? []),
        JSON.stringify(tickets?.details ?? []),
        JSON.stringify(mails ?? []),
        source === undefined ? null : JSON.stringify(source.ref),
        source?.messageId ?? null,
        source?.openedSince ?? null,
      ]),
    );
};
