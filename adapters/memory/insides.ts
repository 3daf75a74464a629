import type { Store } from '../../src/ports/store.ts';
import type { Journal } from './journal.ts';
import type { Transactions } from './memory-transaction.ts';
import type { Spaces } from './spaces.ts';

/** What takes part in the transactions of a memory store, or looks behind it, needs this of it. */
export const insides = new WeakMap<
  Store,
  Pick<Transactions, 'outside' | 'inside'> & { readonly journal: Journal; readonly spaces: Spaces }
>();
