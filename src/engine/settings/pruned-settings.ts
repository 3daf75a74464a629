import type { Area } from '../../area/area.ts';
import type { SettingsDocument } from '../../area/settings-document.ts';
import type { Json } from '../../text/merge-patch.ts';

/** Without what is left empty when a setting is taken back: what is not set must not be there. */
export const prunedSettings = (document: SettingsDocument, coded: readonly Area[]): SettingsDocument => {
  const areas = Object.entries(document.areas ?? {}).flatMap(([id, own]) => {
    const kept = coded.some((area) => area.id === id) ? pruned(own) : own;
    return kept === undefined ? [] : [[id, kept] as const];
  });
  const { areas: _, ...rest } = document;
  return { ...(areas.length === 0 ? {} : { areas: Object.fromEntries(areas) }), ...rest };
};

const pruned = (json: Json): Json | undefined => {
  if (typeof json !== 'object' || json === null || Array.isArray(json)) return json;
  const entries = Object.entries(json).flatMap(([key, value]) => {
    const kept = pruned(value as Json);
    return kept === undefined ? [] : [[key, kept] as const];
  });
  return entries.length === 0 ? undefined : Object.fromEntries(entries);
};
