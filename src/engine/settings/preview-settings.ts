import { accept, type Decided } from '../../refusal/refusal.ts';
import { deepFreeze } from '../../text/deep-freeze.ts';
import { type Difference, jsonDifferences } from '../../text/json-differences.ts';
import type { Call } from '../call.ts';
import { type NotAllowed, notAllowed } from '../not-allowed.ts';
import { replayed } from '../replayed.ts';
import { type Settings, settingsView } from './settings-view.ts';
import { settingsChange } from './update-settings.ts';
import { intendSettings } from './write-settings.ts';

/** What a change of settings would do. */
export type SettingsPreview =
  | {
      readonly allowed: true;
      /** The settings as they would be then; their revision and who changed them are those of now. */
      readonly settings: Settings;
      /** What would hold differently, at paths such as `['helpdesk', 'name']`. */
      readonly changes: readonly Difference[];
    }
  | NotAllowed;

/** Runs a change of settings dry: everything up to the write. */
export const previewSettings = async (
  changes: unknown,
  options: unknown,
  call: Call,
): Promise<Decided<SettingsPreview>> => {
  const change = settingsChange(changes, call);
  if (!change.ok) return accept(notAllowed(change.refusal));
  const intended = await intendSettings(change.value, options, call);
  if (!intended.ok) return accept(notAllowed(intended.refusal));
  if (intended.value.replayed) return accept(notAllowed(replayed));
  const before = settingsView(intended.value.before, call.configurations);
  const after = settingsView(intended.value.after, call.configurations);
  const effective = jsonDifferences(before.areas, after.areas);
  const shown = new Set(effective.map(({ path }) => path.join('.')));
  // Of areas that only the store knows everything can change, also what a screen of settings does not show.
  const structure = jsonDifferences(storedAlone(before), storedAlone(after)).filter(
    ({ path }) => !shown.has(path.join('.')),
  );
  return accept(deepFreeze({ allowed: true, settings: after, changes: [...effective, ...structure] }));
};

const storedAlone = ({ coded, stored }: Settings): Readonly<Record<string, unknown>> =>
  Object.fromEntries(Object.entries(stored.areas ?? {}).filter(([id]) => !Object.hasOwn(coded, id)));
