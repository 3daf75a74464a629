import { PGlite } from '@electric-sql/pglite';
import { createMemoryBlobStore, createMemoryStore } from '../../adapters/memory/index.ts';
import { createPostgresBlobStore, createPostgresStore, fromPglite } from '../../adapters/postgres/index.ts';
import type { BlobStore } from '../../src/ports/blob-store.ts';
import type { Store } from '../../src/ports/store.ts';

let pglite: Promise<PGlite> | undefined;
let schemas = 0;

/** A store, and a blob store on the same database where there is one. */
export interface StorePair {
  readonly store: Store;
  readonly blobs: BlobStore;
}

const openPglite = async (): Promise<StorePair> => {
  pglite ??= PGlite.create();
  schemas += 1;
  const options = { executor: fromPglite(await pglite), schema: `test_${schemas}` };
  const store = createPostgresStore(options);
  await store.migrate();
  return { store, blobs: createPostgresBlobStore(options) };
};

/** The stores on which every rule must hold; each `open` gives an empty one. For `describe.each(everyStore)('on $name', …)`. */
export const everyStore: readonly {
  readonly name: string;
  readonly open: () => Promise<Store>;
  readonly openBoth: () => Promise<StorePair>;
}[] = [
  {
    name: 'memory',
    open: async () => createMemoryStore(),
    openBoth: async () => ({ store: createMemoryStore(), blobs: createMemoryBlobStore() }),
  },
  { name: 'PGlite', open: async () => (await openPglite()).store, openBoth: openPglite },
];
