/** What is used of a `PGlite` of the package `@electric-sql/pglite`, or of its transaction object. */
export interface PgliteLike {
  /** A transaction object says here that it has ended. */
  readonly closed?: boolean;
  query(text: string, params: (string | null)[]): Promise<{ readonly rows: readonly unknown[] }>;
}
