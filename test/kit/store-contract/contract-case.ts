import type { Store } from '../../../src/ports/store.ts';

/**
 * What not every store can do. A store that claims a capability must pass its cases; for one that does not, they are
 * reported as missing, never passed over in silence.
 */
export type Capability = 'sql';

/** What a case gets: an empty store of its own. */
export interface ContractContext {
  readonly store: Store;
  /** For stores with the capability `sql`: looks behind the store's back. */
  readonly sql?: SqlAccess;
}

export interface SqlAccess {
  /** The store's schema, quoted, ready to stand in SQL. */
  readonly schema: string;
  query(text: string): Promise<{ readonly rows: readonly unknown[] }>;
}

/** One promise of the store port. It throws an AssertionError if the store breaks it. */
export interface ContractCase {
  readonly id: string;
  readonly title: string;
  readonly requires: readonly Capability[];
  readonly run: (context: ContractContext) => Promise<void>;
}

/** A case that every store must pass. */
export const contractCase = (id: string, title: string, run: (store: Store) => Promise<void>): ContractCase => ({
  id,
  title,
  requires: [],
  run: ({ store }) => run(store),
});

/** A case for stores on SQL. */
export const sqlCase = (
  id: string,
  title: string,
  run: (store: Store, sql: SqlAccess) => Promise<void>,
): ContractCase => ({
  id,
  title,
  requires: ['sql'],
  run: ({ store, sql }) => {
    if (sql === undefined) throw new Error('The capability "sql" was claimed, but the context has no `sql`.');
    return run(store, sql);
  },
});
