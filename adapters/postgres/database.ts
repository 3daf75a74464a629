import type { SqlExecutor } from './sql-executor.ts';

/** Where the statements of a store run. */
export interface Database {
  readonly executor: SqlExecutor;
  /** Quoted, ready to stand in SQL. */
  readonly schema: string;
}
