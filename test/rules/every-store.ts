import { createActivityStore, createMemoryBlobStore, createMemoryStore } from '../../adapters/memory/index.ts';
import {
  createPostgresBlobStore,
  createPostgresStore,
  createActivityStore as createSqlActivityStore,
  fromPglite,
} from '../../adapters/postgres/index.ts';
import type { Activities } from '../../src/ports/activities.ts';
import type { BlobStore } from '../../src/ports/blob-store.ts';
import type { Store } from '../../src/ports/store.ts';
import { schemaOnPglite } from '../servers/shared-pglite.ts';

/** A store, and a blob store on the same database where there is one. */
export interface StorePair {
  readonly store: Store;
  readonly blobs: BlobStore;
}

/** A store, and beside it what the host keeps. */
export interface StoreWithActivities {
  readonly store: Store;
  readonly activities: Activities;
}

const openPglite = async (): Promise<StorePair & StoreWithActivities> => {
  const { pglite, schema } = await schemaOnPglite();
  const options = { executor: fromPglite(pglite), schema };
  return {
    store: createPostgresStore(options),
    blobs: createPostgresBlobStore(options),
    activities: createSqlActivityStore(options),
  };
};

/** The stores on which every rule must hold; each `open` gives an empty one. For `describe.each(everyStore)('on $name', …)`. */
export const everyStore: readonly {
  readonly name: string;
  readonly open: () => Promise<Store>;
  readonly openBoth: () => Promise<StorePair>;
  readonly openWithActivities: () => Promise<StoreWithActivities>;
}[] = [
  {
    name: 'memory',
    open: async () => createMemoryStore(),
    openBoth: async () => ({ store: createMemoryStore(), blobs: createMemoryBlobStore() }),
    openWithActivities: async () => {
      const store = createMemoryStore();
      return { store, activities: createActivityStore(store) };
    },
  },
  {
    name: 'PGlite',
    open: async () => (await openPglite()).store,
    openBoth: openPglite,
    openWithActivities: openPglite,
  },
];
