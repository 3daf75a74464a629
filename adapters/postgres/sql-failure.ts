import { isRefused, RefusedError } from '../../src/refusal/refused-error.ts';
import type { Connection } from './connection.ts';
import { sqlError } from './sql-error.ts';

/** undefined_table, undefined_function, invalid_schema_name: the schema is not there yet, or is an older one. */
const notMigrated = new Set(['42P01', '42883', '3F000']);
/** serialization_failure, deadlock_detected: another transaction was in the way; this one must begin anew. */
const inTheWay = new Set(['40001', '40P01']);
const aborted = '25P02';

/** Would the statement succeed if its transaction began anew? */
export const isInTheWay = (error: unknown): boolean => inTheWay.has(sqlError(error).code ?? '');

/**
 * Why a statement failed, as a refusal: `conflict` where the host has to begin his transaction anew, else `store_failed`.
 * What the database said stays in the cause: it may hold values that are nobody's business.
 */
export const sqlFailure = (cause: unknown, { hosted }: Pick<Connection, 'hosted'>): RefusedError => {
  if (isRefused(cause)) return cause;
  const { code } = sqlError(cause);
  if (hosted && isInTheWay(cause)) {
    const message = 'Another transaction was in the way of yours. Roll back, begin anew and call again.';
    return new RefusedError({ code: 'conflict', message, issues: [], data: {} }, { cause });
  }
  const message = `The database failed${code === null ? '' : ` (SQLSTATE ${code})`}. ${adviceFor(code)}`;
  const issues = code === aborted ? [{ path: [], code: 'transaction_aborted', message }] : [];
  return new RefusedError({ code: 'store_failed', message, issues, data: { sqlState: code } }, { cause });
};

const adviceFor = (code: string | null): string => {
  if (code === aborted) {
    return 'A statement of yours failed in this transaction before, and nothing of it can be kept: roll back.';
  }
  return code !== null && notMigrated.has(code)
    ? 'The schema is missing or too old: call `store.migrate()` first.'
    : 'Once it answers again, repeat the command with the same idempotency key: if the connection broke at the wrong moment, it was carried out.';
};
