import type { Store } from '../ports/store.ts';

/** A store that notices whether the settings a call goes by are the stored ones. */
export interface WatchedStore {
  readonly store: Store;
  /** Nothing was read or written yet that would tell; they are; or they are not. */
  readonly settings: () => 'unknown' | 'current' | 'outdated';
}

/** Every write names the revision it relies on, and every answer that names another one is noticed. */
export const watchStore = (store: Store, relied: number): WatchedStore => {
  let seen: ReturnType<WatchedStore['settings']> = 'unknown';
  // What was written by the settings of then stays done, whatever is read after it.
  let written = false;
  const see = (current: boolean): void => {
    if (!written && seen !== 'outdated') seen = current ? 'current' : 'outdated';
  };
  return {
    settings: () => seen,
    store: {
      load: async (request) => {
        const loaded = await store.load(request);
        see(loaded.settingsRevision === relied);
        return loaded;
      },
      commit: async (batch) => {
        const result = await store.commit({ settings: relied, ...batch });
        if (result.outcome === 'outdated') see(false);
        if (result.outcome === 'committed') {
          see(true);
          written = true;
        }
        return result;
      },
      draw: (request) => store.draw(request),
      peek: (request) => store.peek(request),
      claim: (kind, request) => store.claim(kind, request),
      page: (kind, request) => store.page(kind, request),
      count: (request) => store.count(request),
      changes: (request) => store.changes(request),
      blobsInUse: (request) => store.blobsInUse(request),
      tenants: (request) => store.tenants(request),
      rawMail: (request) => store.rawMail(request),
      migrate: () => store.migrate(),
    },
  };
};
