/**
 * Runs one statement on somebody's connection. The store needs nothing else of a driver.
 *
 * An implementation MUST send the text as one statement with its parameters apart, and reject with the driver's error,
 * so that its SQLSTATE (`code`) and `constraint` can be read.
 */
export interface SqlExecutor {
  /**
   * @param text one statement with `$1`, `$2`, …
   * @param params texts and nulls only: the statements convert them, so that no driver has to
   * @param name always the same for the same text; a driver may use it to prepare the statement once per connection
   */
  query(
    text: string,
    params: readonly (string | null)[],
    name?: string,
  ): Promise<{ readonly rows: readonly Readonly<Record<string, unknown>>[] }>;
}

/**
 * An executor that reaches transactions of the host too; a store on it takes part in them.
 *
 * `Handle` is what the host's driver calls an open transaction.
 */
export interface SqlDriver<Handle extends object> extends SqlExecutor {
  /**
   * Runs statements on the connection of this transaction, and never anything else. The store itself sets savepoints around
   * them. SHOULD throw `not_in_transaction` for what can be told to be none, such as a pool.
   */
  within(handle: Handle): SqlExecutor;
  /** Runs statements at once, whatever transactions are open; null where they would have to wait for one. */
  readonly beside: SqlExecutor | null;
}
