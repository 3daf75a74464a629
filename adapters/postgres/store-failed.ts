import { RefusedError } from '../../src/refusal/refused-error.ts';
import { sqlError } from './sql-error.ts';

/** undefined_table, undefined_function, invalid_schema_name: the schema is not there yet, or is an older one. */
const notMigrated = new Set(['42P01', '42883', '3F000']);

/** What the database said stays in the cause: it may hold values that are nobody's business. */
export const storeFailed = (cause: unknown): RefusedError => {
  const { code } = sqlError(cause);
  const advice =
    code !== null && notMigrated.has(code)
      ? 'The schema is missing or too old: call `store.migrate()` first.'
      : 'Once it answers again, repeat the command with the same idempotency key: if the connection broke at the wrong moment, it was carried out.';
  const message = `The database failed${code === null ? '' : ` (SQLSTATE ${code})`}. ${advice}`;
  return new RefusedError({ code: 'store_failed', message, issues: [], data: { sqlState: code } }, { cause });
};
