import type { Loaded, Store } from '../../src/ports/store.ts';
import { foldText } from '../../src/text/fold-text.ts';
import type { Connection } from './connection.ts';
import { jsonResult } from './json-result.ts';
import { loadText } from './load-text.ts';
import { safeStatement } from './statement.ts';

/** One statement, so one round trip and one snapshot. */
export const load = (schema: string): ((connection: Connection) => Store['load']) => {
  const run = safeStatement('load', loadText(schema));
  return (connection) =>
    async ({ tenant, once, tickets, mails, source }) =>
      jsonResult<Loaded>(
        await run(connection, [
          tenant,
          once?.actor ?? null,
          once?.key ?? null,
          JSON.stringify(tickets?.ids ?? []),
          JSON.stringify((tickets?.numbers ?? []).map(foldText)),
          JSON.stringify(tickets?.details ?? []),
          JSON.stringify(mails ?? []),
          source === undefined ? null : JSON.stringify(source.ref),
          source?.messageId ?? null,
          source?.openedSince ?? null,
        ]),
      );
};
