import type { SqlExecutor } from './sql-executor.ts';
import { isInTheWay } from './sql-failure.ts';

/** How often a statement is sent again because another transaction was in its way. */
const repeats = 3;

/**
 * Every statement of the store is a transaction of its own here, so one that lost against another is simply sent again.
 * At once: whoever was in the way has won by then.
 */
export const ownConnection = (executor: SqlExecutor): SqlExecutor => ({
  query: async (text, params, name) => {
    for (let repeat = 0; ; repeat += 1) {
      try {
        return await executor.query(text, params, name);
      } catch (error) {
        if (repeat >= repeats || !isInTheWay(error)) throw error;
      }
    }
  },
});
