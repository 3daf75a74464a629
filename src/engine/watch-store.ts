import type { Batch } from '../ports/batch.ts';
import type { Loaded, Store } from '../ports/store.ts';
import { OutdatedSettings } from './outdated-settings.ts';

/** A store that notices whether the settings a call goes by are the stored ones. */
export interface WatchedStore {
  readonly store: Store;
  /** Nothing was read or written yet that would tell; they are; or they are not. */
  readonly settings: () => 'unknown' | 'current' | 'outdated';
}

/** The revisions that a call goes by. */
type Relied = Required<Pick<Batch, 'settings' | 'deployment'>>;

const isCurrent = (loaded: Loaded, { settings, deployment }: Relied): boolean =>
  loaded.settingsRevision === settings && loaded.deploymentRevision === deployment;

/**
 * The first answer of the store tells whether the settings of a call are current. If they are, it goes on with them to its end: a
 * change meanwhile counts as having come after it. If they are not, it ends before it has done anything. What is written before
 * anything was read names the settings it relies on.
 */
export const watchStore = (store: Store, relied: Relied): WatchedStore => {
  let seen: ReturnType<WatchedStore['settings']> = 'unknown';
  return {
    settings: () => seen,
    store: {
      load: async (request) => {
        const loaded = await store.load(request);
        if (seen === 'unknown') seen = isCurrent(loaded, relied) ? 'current' : 'outdated';
        if (seen === 'outdated') throw new OutdatedSettings();
        return loaded;
      },
      commit: async (batch) => {
        const result = await store.commit(seen === 'unknown' ? { ...relied, ...batch } : batch);
        if (result.outcome === 'outdated') seen = 'outdated';
        if (result.outcome === 'committed') seen = 'current';
        return result;
      },
      draw: (request) => store.draw(request),
      peek: (request) => store.peek(request),
      claim: (kind, request) => store.claim(kind, request),
      nextTimedTransition: () => store.nextTimedTransition(),
      page: (kind, request) => store.page(kind, request),
      count: (request) => store.count(request),
      stepCounts: (request) => store.stepCounts(request),
      changes: (request) => store.changes(request),
      blobsInUse: (request) => store.blobsInUse(request),
      tenants: (request) => store.tenants(request),
      rawMail: (request) => store.rawMail(request),
      migrate: () => store.migrate(),
    },
  };
};
