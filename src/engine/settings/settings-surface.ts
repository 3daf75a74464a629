import type { SettingsChanges } from '../../area/settings-document.ts';
import type { CommandOptions } from '../command-options.ts';
import type { Mode } from '../mode.ts';
import type { SettingsPreview } from './preview-settings.ts';
import type { SettingsHistory, SettingsHistoryQuery } from './read-settings.ts';
import type { Settings } from './settings-view.ts';
import type { SettingsOutcome } from './update-settings.ts';

/** Commands on the settings of the tenant; they need `config.admin`. `expectedVersion` is the revision of the settings here; 0: nothing was ever set. */
export interface SettingsCommands<M extends Mode> {
  /** Sets what is named, takes back what is null, and leaves the rest. The settings are checked as a whole. */
  update(
    changes: SettingsChanges,
    options?: CommandOptions,
  ): Promise<M extends 'preview' ? SettingsPreview : SettingsOutcome>;
}

/** What is set at run time: names, texts, whom to tell, and areas that code does not know. For those with `config.admin`. */
export interface SettingsSurface extends SettingsCommands<'run'> {
  get(): Promise<Settings>;
  /** Who set what and when, newest first. */
  history(query?: SettingsHistoryQuery): Promise<SettingsHistory>;
}
