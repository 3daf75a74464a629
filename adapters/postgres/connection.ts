import type { SqlExecutor } from './sql-executor.ts';

/** Where the statements of a store run. */
export interface Connection {
  readonly executor: SqlExecutor;
  /** Runs beside a transaction that the host has open; null where there is nothing but the one connection. */
  readonly beside: SqlExecutor | null;
  /** It is the host's transaction, which only he can begin anew. */
  readonly hosted: boolean;
}
