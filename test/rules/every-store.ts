import { PGlite } from '@electric-sql/pglite';
import { createActivityStore, createMemoryStore } from '../../adapters/memory/index.ts';
import {
  createPostgresStore,
  createActivityStore as createSqlActivityStore,
  fromPglite,
} from '../../adapters/postgres/index.ts';
import type { Activities } from '../../src/ports/activities.ts';
import type { Store } from '../../src/ports/store.ts';

let pglite: Promise<PGlite> | undefined;
let schemas = 0;

const openPglite = async () => {
  pglite ??= PGlite.create();
  schemas += 1;
  const options = { executor: fromPglite(await pglite), schema: `test_${schemas}` };
  const store = createPostgresStore(options);
  await store.migrate();
  return { store, activities: createSqlActivityStore(options) };
};

/** A store, and beside it what the host keeps. */
export interface StoreWithActivities {
  readonly store: Store;
  readonly activities: Activities;
}

/** The stores on which every rule must hold; each `open` gives an empty one. For `describe.each(everyStore)('on $name', …)`. */
export const everyStore: readonly {
  readonly name: string;
  readonly open: () => Promise<Store>;
  readonly openWithActivities: () => Promise<StoreWithActivities>;
}[] = [
  {
    name: 'memory',
    open: async () => createMemoryStore(),
    openWithActivities: async () => {
      const store = createMemoryStore();
      return { store, activities: createActivityStore(store) };
    },
  },
  {
    name: 'PGlite',
    open: async () => (await openPglite()).store,
    openWithActivities: openPglite,
  },
];
