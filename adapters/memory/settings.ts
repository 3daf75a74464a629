import type { SettingsRevision } from '../../src/ports/settings-revision.ts';
import type { PageRequest } from '../../src/ports/store.ts';
import type { Space } from './space.ts';

/** Revisions of the settings, newest first. */
const revisions = (space: Space): readonly SettingsRevision[] =>
  space.settings.where('all', '').sort((a, b) => b.revision - a.revision);

export const storedSettings = (space: Space): SettingsRevision | null => revisions(space)[0] ?? null;

export const pageSettings = (space: Space, { after, limit }: PageRequest<'settings'>): readonly SettingsRevision[] =>
  revisions(space)
    .filter(({ revision }) => after === undefined || revision < after)
    .slice(0, limit);
