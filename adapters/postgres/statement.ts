import { createHash } from 'node:crypto';
import type { Connection } from './connection.ts';
import { sqlFailure } from './sql-failure.ts';

type Params = readonly (string | null)[];

/**
 * One fixed text, ready to run on any connection; every failure is the driver's own error.
 *
 * Its name holds a hash of the text: a pool that serves two schemas, or two versions of this package, must never meet
 * one name with two texts.
 */
export const statement = (name: string, text: string) => {
  const unique = `ticketwerk_${name}_${createHash('sha256').update(text).digest('hex').slice(0, 12)}`;
  return ({ executor }: Pick<Connection, 'executor'>, params: Params) => executor.query(text, params, unique);
};

/** The same for a statement that is never refused for a reason of ours: every failure becomes a `RefusedError`. */
export const safeStatement = (name: string, text: string) => {
  const run = statement(name, text);
  return async (connection: Pick<Connection, 'executor' | 'hosted'>, params: Params) => {
    try {
      return await run(connection, params);
    } catch (error) {
      throw sqlFailure(error, connection);
    }
  };
};
