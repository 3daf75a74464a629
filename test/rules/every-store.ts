import { PGlite } from '@electric-sql/pglite';
import { createMemoryStore } from '../../adapters/memory/index.ts';
import { createPostgresStore, fromPglite } from '../../adapters/postgres/index.ts';
import type { Store } from '../../src/ports/store.ts';

let pglite: Promise<PGlite> | undefined;
let schemas = 0;

/** The stores on which every rule must hold; each `open` gives an empty one. For `describe.each(everyStore)('on $name', …)`. */
export const everyStore: readonly { readonly name: string; readonly open: () => Promise<Store> }[] = [
  { name: 'memory', open: async () => createMemoryStore() },
  {
    name: 'PGlite',
    open: async () => {
      pglite ??= PGlite.create();
      schemas += 1;
      const store = createPostgresStore({ executor: fromPglite(await pglite), schema: `test_${schemas}` });
      await store.migrate();
      return store;
    },
  },
];
