import type { Store } from '../../src/ports/store.ts';
import type { Journal } from './journal.ts';
import type { Transactions } from './memory-transaction.ts';

/** What else of this folder needs to take part in the transactions of a memory store. */
export const insides = new WeakMap<Store, Pick<Transactions, 'outside' | 'inside'> & { readonly journal: Journal }>();
