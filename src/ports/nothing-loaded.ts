import type { Loaded } from './store.ts';

/** What a load gives of which nothing was found. */
export const nothingLoaded: Loaded = {
  once: null,
  results: [],
  tickets: [],
  mails: [],
  questions: [],
  timers: [],
  sources: [],
  openings: [],
  textBlocks: [],
  activity: null,
  erasure: null,
  settingsRevision: 0,
  deploymentRevision: 0,
  settings: null,
};
