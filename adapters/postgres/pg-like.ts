/** What is used of a `Pool` or `Client` of the package `pg`. */
export interface PgLike {
  query(config: {
    text: string;
    values: (string | null)[];
    name?: string;
  }): Promise<{ readonly rows: readonly Readonly<Record<string, unknown>>[] }>;
}
