import type { CommitResult, Store, UniqueKey } from '../../src/ports/store.ts';
import { commitParams } from './commit-params.ts';
import { commitText } from './commit-text.ts';
import type { Database } from './database.ts';
import { sqlError } from './sql-error.ts';
import { statement } from './statement.ts';
import { storeFailed } from './store-failed.ts';

/** Primary keys say `id`; what is not listed is no key of the port, and its violation a failure. */
const uniqueKeys: ReadonlyMap<string, UniqueKey> = new Map([
  ['once_pkey', 'once'],
  ['tickets_pkey', 'id'],
  ['tickets_number_key', 'number'],
  ['actions_pkey', 'id'],
  ['mails_pkey', 'id'],
  ['deliveries_pkey', 'id'],
  ['sources_pkey', 'id'],
  ['sources_ref_key', 'source'],
]);

export const commit = (database: Database): Store['commit'] => {
  const run = statement(database, 'commit', commitText(database.schema));
  return async (batch) => {
    try {
      const [row] = (await run(commitParams(batch))).rows;
      return outcome(String(row?.outcome));
    } catch (error) {
      return failure(error);
    }
  };
};

const outcome = (text: string): CommitResult => {
  if (text === 'once' || text === 'number') return { outcome: 'taken', key: text };
  return { outcome: text === 'committed' ? 'committed' : 'conflict' };
};

/** 40001: inside a repeatable read transaction the loser of a race is told so instead of seeing the new version. */
const conflicts = new Set(['TW001', '40001']);

const failure = (error: unknown): CommitResult => {
  const { code, constraint } = sqlError(error);
  if (code !== null && conflicts.has(code)) return { outcome: 'conflict' };
  if (code === 'TW003') return { outcome: 'taken', key: 'number' };
  const key = code === '23505' ? uniqueKeys.get(constraint ?? '') : undefined;
  if (key === undefined) throw storeFailed(error);
  return { outcome: 'taken', key };
};
