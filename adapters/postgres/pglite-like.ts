/** What is used of a `PGlite` of the package `@electric-sql/pglite`. */
export interface PgliteLike {
  query(text: string, params: (string | null)[]): Promise<{ readonly rows: readonly unknown[] }>;
}
