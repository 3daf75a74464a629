import { accept, type Decided, type Refusal } from '../../refusal/refusal.ts';
import { deepFreeze } from '../../text/deep-freeze.ts';
import { type Difference, jsonDifferences } from '../../text/json-differences.ts';
import type { Call } from '../call.ts';
import { neededInputs } from '../needed-inputs.ts';
import { replayed } from '../replayed.ts';
import { type Settings, settingsView } from './settings-view.ts';
import { intendSettings } from './update-settings.ts';

/** What a change of settings would do. */
export type SettingsPreview =
  | {
      readonly allowed: true;
      /** The settings as they would be then; their revision and who changed them are those of now. */
      readonly settings: Settings;
      /** What would hold differently, at paths such as `['helpdesk', 'name']`. */
      readonly changes: readonly Difference[];
    }
  | {
      readonly allowed: false;
      readonly refusal: Refusal;
      /** Inputs that are missing. */
      readonly needs: readonly string[];
    };

/** Runs a change of settings dry: everything up to the write. */
export const previewSettings = async (
  changes: unknown,
  options: unknown,
  call: Call,
): Promise<Decided<SettingsPreview>> => {
  const intended = await intendSettings(changes, options, call);
  if (!intended.ok) return accept(notAllowed(intended.refusal));
  if (intended.value.replayed) return accept(notAllowed(replayed));
  const before = settingsView(intended.value.before, call.configurations);
  const after = settingsView(intended.value.after, call.configurations);
  return accept(deepFreeze({ allowed: true, settings: after, changes: jsonDifferences(before.areas, after.areas) }));
};

const notAllowed = (refusal: Refusal): SettingsPreview => ({ allowed: false, refusal, needs: neededInputs(refusal) });
