import { createHash } from 'node:crypto';
import type { Database } from './database.ts';
import { storeFailed } from './store-failed.ts';

/**
 * One fixed text, ready to run; every failure is the driver's own error.
 *
 * Its name holds a hash of the text: a pool that serves two schemas, or two versions of this package, must never meet
 * one name with two texts.
 */
export const statement = ({ executor }: Database, name: string, text: string) => {
  const unique = `ticketwerk_${name}_${createHash('sha256').update(text).digest('hex').slice(0, 12)}`;
  return (params: readonly (string | null)[]) => executor.query(text, params, unique);
};

/** The same for a statement that is never refused for a reason of ours: every failure becomes `store_failed`. */
export const safeStatement = (database: Database, name: string, text: string) => {
  const run = statement(database, name, text);
  return async (params: readonly (string | null)[]) => {
    try {
      return await run(params);
    } catch (error) {
      throw storeFailed(error);
    }
  };
};
