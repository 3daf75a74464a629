/** What is used of a `PGlite` of the package `@electric-sql/pglite`, or of its transaction object. */
export interface PgliteLike {
  query(text: string, params: (string | null)[]): Promise<{ readonly rows: readonly unknown[] }>;
}
