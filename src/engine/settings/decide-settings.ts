import { applySettings } from '../../area/apply-settings.ts';
import { type SettingsDocument, settingsPatch } from '../../area/settings-document.ts';
import { parseInput } from '../../refusal/parse-input.ts';
import { accept, type Decided, type Issue, refuseInput } from '../../refusal/refusal.ts';
import { type Json, mergePatch } from '../../text/merge-patch.ts';
import { checkedConfiguration } from '../configuration.ts';
import type { Configurations, TenantConfiguration } from '../configurations.ts';
import { removalProblems } from './removal-problems.ts';

/** Longer texts than this are no settings. */
const maximumLength = 1_000_000;

/** Decides what the settings are after a change: a merge, checked as a whole. */
export const decideSettings = (
  changes: unknown,
  before: TenantConfiguration,
  configurations: Configurations,
): Decided<TenantConfiguration> => {
  const json = toJson(changes);
  if (!json.ok) return json;
  const patch = parseInput(settingsPatch, json.value);
  if (!patch.ok) return patch;
  const named = Object.keys((json.value as SettingsDocument).areas ?? {});
  const document = mergePatch(before.document as Json, json.value) as SettingsDocument;
  const applied = applySettings(configurations.coded, document);
  const wrong = applied.problems.filter(({ path }) => named.includes(String(path[1])));
  if (wrong.length > 0) return refuseInput(wrong);
  const checked = checkedConfiguration(applied.areas, configurations.options);
  if (!checked.ok) return checked;
  const removed = removalProblems(before.configuration, checked.value);
  return removed.length > 0
    ? refuseInput(removed)
    : accept({ ...before, configuration: checked.value, document, problems: applied.problems });
};

/** What the caller gave, as it will be stored: without functions, dates or cycles. */
const toJson = (changes: unknown): Decided<Json> => {
  const text = textOf(changes);
  if (text === null) return refuseInput([problem('not_json', 'The settings must be plain JSON.')]);
  return text.length > maximumLength
    ? refuseInput([problem('too_long', `The settings are at most ${maximumLength} characters of JSON.`)])
    : accept(JSON.parse(text) as Json);
};

const textOf = (value: unknown): string | null => {
  try {
    return JSON.stringify(value) ?? null;
  } catch {
    return null;
  }
};

const problem = (code: string, message: string): Issue => ({ path: [], code, message });
