import type { PostgresStoreOptions } from './create-postgres-store.ts';
import { fromPg } from './from-pg.ts';
import { hostedConnection } from './hosted-connection.ts';
import { ownConnection } from './own-connection.ts';
import type { SqlDriver, SqlExecutor } from './sql-executor.ts';

/** Ways to a database: by itself, beside that where numbers need it, and through a transaction that the host has open. */
export const openDriver = <Handle extends object>(options: PostgresStoreOptions<Handle>) => {
  const driver: SqlExecutor & Partial<SqlDriver<never>> = options.executor ?? fromPg(options.pool);
  const { within } = driver;
  return {
    own: { executor: ownConnection(driver), hosted: false },
    beside: driver.beside == null ? null : ownConnection(driver.beside),
    /** Null: this driver cannot join transactions. */
    hosted:
      within === undefined
        ? null
        : (handle: Handle) => ({ executor: hostedConnection(within(handle as never), handle), hosted: true }),
  };
};
