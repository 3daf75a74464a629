import { parseInput } from '../refusal/parse-input.ts';
import type { Issue } from '../refusal/refusal.ts';
import type { Json } from '../text/merge-patch.ts';
import type { Area } from './area.ts';
import { areaDocument, readArea } from './area-document.ts';
import { type AreaSettingsDocument, areaSettingsDocument } from './area-settings-document.ts';
import { overlayArea } from './overlay-area.ts';
import { settingProblems } from './setting-problems.ts';
import type { SettingsDocument } from './settings-document.ts';

/** Areas of code with settings laid over them, then those that exist in the store alone; and what of it could not be used. */
export interface AppliedSettings {
  readonly areas: readonly Area[];
  readonly problems: readonly Issue[];
}

/** Lays settings over the areas of code. What cannot be used is passed over and reported with its path. */
export const applySettings = (coded: readonly Area[], document: SettingsDocument): AppliedSettings => {
  const stored = new Map(Object.entries(document.areas ?? {}));
  const known = coded.map((area) => {
    const own = stored.get(area.id);
    return own === undefined ? { area, problems: [] } : overlay(area, own);
  });
  const codedIds = new Set(coded.map(({ id }) => id));
  const others = [...stored].filter(([id]) => !codedIds.has(id)).map(([id, own]) => storedArea(id, own));
  return {
    areas: [...known, ...others].flatMap(({ area }) => (area === null ? [] : [area])),
    problems: [...known, ...others].flatMap(({ problems }) => problems),
  };
};

interface One {
  readonly area: Area | null;
  readonly problems: readonly Issue[];
}

const overlay = (area: Area, own: Json): One => {
  const path = ['areas', area.id];
  const parsed = parseInput(areaSettingsDocument, own);
  const unknown = settingProblems(area, own as AreaSettingsDocument, path);
  return parsed.ok
    ? { area: overlayArea(area, parsed.value), problems: unknown }
    : { area, problems: [...under(path, parsed.refusal.issues), ...unknown] };
};

const storedArea = (id: string, own: Json): One => {
  const parsed = parseInput(areaDocument, own);
  return parsed.ok
    ? { area: readArea(id, parsed.value), problems: [] }
    : { area: null, problems: under(['areas', id], parsed.refusal.issues) };
};

const under = (path: readonly string[], issues: readonly Issue[]): readonly Issue[] =>
  issues.map((issue) => ({ ...issue, path: [...path, ...issue.path] }));
