import type { Store } from './store.ts';

/**
 * A store that can write through a transaction its host has open.
 *
 * `within` MUST NOT begin, commit or roll back anything on the handle but savepoints of its own, MUST refuse a handle that is
 * not inside a transaction (`not_in_transaction`), MUST let one command at a time use a handle, and MUST leave the host's
 * transaction usable after every refusal. Numbers are drawn beside the handle, so that no lock is held across the host's work,
 * unless the store has nothing but the handle.
 */
export interface TransactionalStore<Handle> extends Store {
  within(handle: Handle): Store;
}

/** What `in(handle)` takes with this store; never: it cannot join transactions. */
export type HandleOf<S> = S extends TransactionalStore<infer Handle> ? Handle : never;
