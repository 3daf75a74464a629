import { type SettingsDocument, settingsPatch } from '../../area/settings-document.ts';
import { parseInput } from '../../refusal/parse-input.ts';
import { accept, type Decided, type Issue, refuseInput } from '../../refusal/refusal.ts';
import { type Json, mergePatch } from '../../text/merge-patch.ts';
import { refuseConfiguration } from '../configuration.ts';
import type { Configurations, TenantConfiguration } from '../configurations.ts';
import { prunedSettings } from './pruned-settings.ts';
import { type ChangingWorkflow, structureProblems } from './structure-problems.ts';

/** Longer texts than this are no settings. */
const maximumLength = 1_000_000;
/** Every call of every process checks what its tenant has, and areas are checked against each other. */
const mostAreas = 200;

/**
 * Decides what the settings are after a change: a merge, checked as a whole. Only problems that are new are refused: what does not
 * go with code any more, or a user who has left, must not keep an administrator from setting something else.
 */
export const decideSettings = (
  json: Json,
  before: TenantConfiguration,
  configurations: Configurations,
): Decided<TenantConfiguration> => {
  const patch = parseInput(settingsPatch, json);
  if (!patch.ok) return patch;
  const merged = mergePatch(before.document as Json, json) as SettingsDocument;
  return checkedSettings(merged, before, configurations);
};

/** Checks settings as a whole. `changing` is a workflow whose tickets are seen to otherwise. */
export const checkedSettings = (
  settings: SettingsDocument,
  before: TenantConfiguration,
  configurations: Configurations,
  changing: ChangingWorkflow | null = null,
): Decided<TenantConfiguration> => {
  const document = prunedSettings(settings, configurations.coded);
  const tooMuch = sizeProblems(document);
  if (tooMuch.length > 0) return refuseInput(tooMuch);
  const after = configurations.evaluate({ ...before, document });
  const known = new Set(before.problems.map(keyOf));
  const isNew = (issue: Issue) => !known.has(keyOf(issue));
  const meaning = after.problems.filter(isNew);
  const form = [
    ...after.formProblems.filter(isNew),
    ...structureProblems(before, document, after.configuration, configurations.coded, changing),
  ];
  if (form.length > 0) return refuseInput([...form, ...meaning.filter((issue) => !after.formProblems.includes(issue))]);
  return meaning.length > 0
    ? refuseConfiguration(meaning)
    : accept({ ...before, configuration: after.configuration, problems: after.problems, document });
};

const keyOf = ({ path, code }: Issue): string => JSON.stringify([path, code]);

const sizeProblems = (document: SettingsDocument): readonly Issue[] => [
  ...(JSON.stringify(document).length > maximumLength
    ? [problem('too_long', `The settings are at most ${maximumLength} characters of JSON.`)]
    : []),
  ...(Object.keys(document.areas ?? {}).length > mostAreas
    ? [problem('too_long', `Settings name at most ${mostAreas} areas.`)]
    : []),
];

/** What the caller gave, as it will be stored: without functions, dates or cycles. */
export const settingsJson = (changes: unknown): Decided<Json> => {
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
