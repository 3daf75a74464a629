import assert from 'node:assert/strict';
import type { Store } from '../../../src/ports/store.ts';

/**
 * What not every store can do. A store that claims a capability must pass its cases; for one that does not, they are
 * reported as missing, never passed over in silence.
 */
export type Capability = 'sql' | 'transactions';

/** What a case gets: an empty store of its own. */
export interface ContractContext {
  readonly store: Store;
  /** For stores with the capability `sql`: looks behind the store's back. */
  readonly sql?: SqlAccess;
  /** For stores with the capability `transactions`: opens transactions as a host does. */
  readonly transactions?: TransactionAccess;
  /**
   * Waits until the store hands out every change that is committed. Default: it does so at once, as when nobody else uses
   * its server. Needed where a transaction of others there may hold changes up.
   */
  readonly changesHandedOut?: () => Promise<void>;
}

/** The way behind a store on SQL. */
export interface SqlAccess {
  /** The store's schema, quoted, ready to stand in SQL. */
  readonly schema: string;
  query(text: string): Promise<{ readonly rows: readonly unknown[] }>;
}

/** The way into transactions of a host. */
export interface TransactionAccess {
  begin(): Promise<HostTransaction>;
}

/** A transaction that the host has open, on a connection of its own where the store has several. */
export interface HostTransaction {
  /** What `within` of the store gives for this transaction, anew with each call. */
  join(): Store;
  commit(): Promise<void>;
  rollback(): Promise<void>;
}

/** One promise of the store port. It throws an AssertionError if the store breaks it. */
export interface ContractCase {
  readonly id: string;
  readonly title: string;
  readonly requires: readonly Capability[];
  readonly run: (context: ContractContext) => Promise<void>;
}

/** A case that every store must pass. */
export const contractCase = (
  id: string,
  title: string,
  run: (store: Store, changesHandedOut: () => Promise<void>) => Promise<void>,
): ContractCase => ({
  id,
  title,
  requires: [],
  run: ({ store, changesHandedOut = async () => {} }) => run(store, changesHandedOut),
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
    assert.ok(sql, 'The capability "sql" was claimed, but the context has no `sql`.');
    return run(store, sql);
  },
});
