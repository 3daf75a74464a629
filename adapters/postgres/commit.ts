import type { CommitResult, UniqueKey } from '../../src/ports/batch.ts';
import type { Store } from '../../src/ports/store.ts';
import { isRefused } from '../../src/refusal/refused-error.ts';
import { byShape } from './by-shape.ts';
import { commitEachText } from './commit-each-text.ts';
import { type CommitShape, shapeOf } from './commit-shape.ts';
import { commitText } from './commit-text.ts';
import type { Connection } from './connection.ts';
import { sqlError } from './sql-error.ts';
import { isInTheWay, sqlFailure } from './sql-failure.ts';
import { statement } from './statement.ts';

/** Primary keys say `id`; what is not listed is no key of the port, and its violation a failure. */
const uniqueKeys: ReadonlyMap<string, UniqueKey> = new Map([
  ['once_pkey', 'once'],
  ['tickets_pkey', 'id'],
  ['tickets_number_key', 'number'],
  ['actions_pkey', 'id'],
  ['mails_pkey', 'id'],
  ['deliveries_pkey', 'id'],
  ['documents_pkey', 'id'],
  ['sources_pkey', 'id'],
  ['sources_ref_key', 'source'],
  ['text_blocks_pkey', 'id'],
  ['activity_links_pkey', 'activity'],
  ['questions_pkey', 'id'],
  ['timers_pkey', 'id'],
  ['timers_one_running', 'timer'],
  ['timed_transitions_pkey', 'id'],
]);

export const commit = (schema: string): ((connection: Connection) => Store['commit']) => {
  const statementOf = byShape(
    ({ mode, parts, lone }: CommitShape) => `${mode} ${parts} ${lone}`,
    (shape) =>
      shape.mode === 'each'
        ? statement('commit_each', commitEachText(schema, shape))
        : statement('commit', commitText(schema, shape)),
  );
  return (connection) => async (batch) => {
    if (batch.mode === 'each' && batch.changes.length === 0) return { outcome: 'committed', stale: [] };
    const shape = shapeOf(batch);
    try {
      const [row] = (await statementOf(shape)(connection, shape.params)).rows;
      return outcome(String(row?.outcome), row?.stale);
    } catch (error) {
      return failure(error, connection);
    }
  };
};

const outcome = (text: string, stale: unknown): CommitResult => {
  if (text === 'committed' && typeof stale === 'string') return { outcome: text, stale: JSON.parse(stale) as string[] };
  if (text === 'once' || text === 'number') return { outcome: 'taken', key: text };
  return { outcome: text === 'committed' || text === 'outdated' ? text : 'conflict' };
};

/** Raised where the statement has to give up what it wrote already. */
const givenUp: ReadonlyMap<string, CommitResult> = new Map([
  ['TW001', { outcome: 'conflict' }],
  ['TW003', { outcome: 'taken', key: 'number' }],
]);

const failure = (error: unknown, { hosted }: Connection): CommitResult => {
  if (isRefused(error)) throw error;
  // In the host's transaction nothing helps but to begin it anew, e.g. because it keeps seeing its old snapshot.
  if (isInTheWay(error)) return { outcome: 'conflict', ...(hosted ? { final: true } : {}) };
  const { code, constraint } = sqlError(error);
  // In the host's transaction the newer settings stay out of sight as long as its snapshot is the old one.
  if (code === '23505' && constraint === 'settings_pkey')
    return hosted ? { outcome: 'conflict', final: true } : { outcome: 'outdated' };
  // 23P01: what is unique only among some rows, and only once the whole batch is written.
  const key = code === '23505' || code === '23P01' ? uniqueKeys.get(constraint ?? '') : undefined;
  if (key !== undefined) return { outcome: 'taken', key };
  const gaveUp = givenUp.get(code ?? '');
  if (gaveUp === undefined) throw sqlFailure(error, { hosted });
  return gaveUp;
};
