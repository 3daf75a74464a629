import { inTurn } from './in-turn.ts';
import { notInTransaction } from './not-in-transaction.ts';
import { sqlError } from './sql-error.ts';
import type { SqlExecutor } from './sql-executor.ts';
import { sqlFailure } from './sql-failure.ts';

/**
 * The host's open transaction. It is his: no statement here begins, commits or rolls back anything but a savepoint of
 * ours, and one that fails leaves his transaction as it was before.
 *
 * The savepoint comes first also because outside a transaction it is refused, by every driver alike.
 */
export const hostedConnection = (executor: SqlExecutor, handle: object): SqlExecutor => ({
  query: (text, params, name) =>
    inTurn(handle, async () => {
      await setSavepoint(executor);
      try {
        const result = await executor.query(text, params, name);
        await executor.query('release savepoint ticketwerk', []);
        return result;
      } catch (error) {
        await goBack(executor, error);
        throw error;
      }
    }),
});

const setSavepoint = async (executor: SqlExecutor): Promise<void> => {
  try {
    await executor.query('savepoint ticketwerk', []);
  } catch (error) {
    if (sqlError(error).code !== '25P01') throw sqlFailure(error, { hosted: true });
    throw notInTransaction('The connection has no open transaction. Begin one, and pass the client it runs on.', error);
  }
};

/** When even that fails, a refusal would be a lie: it says that the transaction can go on. */
const goBack = async (executor: SqlExecutor, cause: unknown): Promise<void> => {
  try {
    await executor.query('rollback to savepoint ticketwerk', []);
    await executor.query('release savepoint ticketwerk', []);
  } catch {
    throw sqlFailure(new Error('The savepoint could not be rolled back.', { cause }), { hosted: false });
  }
};
