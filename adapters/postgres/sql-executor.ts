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
