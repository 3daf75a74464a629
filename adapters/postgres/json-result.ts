import type { SqlExecutor } from './sql-executor.ts';

/** The one text of the one row, as JSON. Text, because a host may have set up how its driver reads json. */
export const jsonResult = <T>({ rows }: Awaited<ReturnType<SqlExecutor['query']>>): T =>
  JSON.parse(String(rows[0]?.result)) as T;
