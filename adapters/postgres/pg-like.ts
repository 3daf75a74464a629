type Query = (config: {
  text: string;
  values: (string | null)[];
  name?: string;
}) => Promise<{ readonly rows: readonly Readonly<Record<string, unknown>>[] }>;

/** What is used of a `Pool` or `Client` of the package `pg`. */
export interface PgLike {
  query: Query;
}

/** What is used of a client that the host has begun a transaction on. A pool is none, and does not compile. */
export interface PgClientLike extends PgLike {
  on?(event: 'error', listener: (error: Error) => void): unknown;
  off?(event: 'error', listener: (error: Error) => void): unknown;
  readonly totalCount?: never;
}

/** What is used of a pool in order to draw numbers beside open transactions. */
export interface PgPoolLike extends PgLike {
  connect(): Promise<PgClientLike & { release(destroy?: boolean): void }>;
  readonly totalCount: number;
}

export const isPgPool = (pg: object): pg is PgPoolLike =>
  'totalCount' in pg && typeof pg.totalCount === 'number' && 'connect' in pg && typeof pg.connect === 'function';
