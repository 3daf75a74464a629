import { accept, type Decided } from '../../refusal/refusal.ts';
import { deepFreeze } from '../../text/deep-freeze.ts';
import type { Call } from '../call.ts';
import { refuseConfiguration } from '../configuration.ts';
import type { TenantConfiguration } from '../configurations.ts';
import { findPeople } from '../find-people.ts';
import { requireConfigAdmin } from './config-admin.ts';
import { decideSettings, settingsJson } from './decide-settings.ts';
import { userProblems, usersOf } from './settings-users.ts';
import { type Settings, settingsView } from './settings-view.ts';
import { type SettingsChange, writeSettings } from './write-settings.ts';

/** What a change of settings answers. */
export interface SettingsOutcome {
  readonly settings: Settings;
  /** True when the idempotency key was used before: nothing was done this time. */
  readonly replayed: boolean;
}

/** A change of settings as it was given; refused where it is none, but only to those who may change them. */
export const settingsChange = (changes: unknown, call: Call): Decided<SettingsChange> => {
  const json = settingsJson(changes);
  if (json.ok) {
    const decide = async (before: TenantConfiguration) => {
      const after = decideSettings(json.value, before, call.configurations);
      return after.ok ? knownUsers(before, after.value, call) : after;
    };
    return accept({ name: 'settings.update', input: json.value, decide });
  }
  const allowed = requireConfigAdmin(call);
  return allowed.ok ? json : allowed;
};

/** Who is named already may have left since: that is no reason to refuse anything else. */
const knownUsers = async (
  before: TenantConfiguration,
  after: TenantConfiguration,
  { engine, context }: Call,
): Promise<Decided<TenantConfiguration>> => {
  const named = usersOf(before.configuration);
  const fresh = usersOf(after.configuration).filter((user) => !named.includes(user));
  const people = await findPeople(engine, { users: fresh }, context);
  const unknown = userProblems(after.configuration, people).filter(({ user }) => fresh.includes(user));
  return unknown.length > 0 ? refuseConfiguration(unknown.map(({ issue }) => issue)) : accept(after);
};

/** Changes the settings of a tenant. What the next call does goes by them, in every process. */
export const updateSettings = async (
  changes: unknown,
  options: unknown,
  call: Call,
): Promise<Decided<SettingsOutcome>> => {
  const change = settingsChange(changes, call);
  if (!change.ok) return change;
  const written = await writeSettings(change.value, options, call);
  if (!written.ok) return written;
  const { settings, replayed } = written.value;
  return accept(deepFreeze({ settings: settingsView(settings, call.configurations), replayed }));
};
