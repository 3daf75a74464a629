import { type LockableSetting, lockableSettings } from '../../area/area-settings-document.ts';
import { type AreaSettingsValues, areaSettingsValues } from '../../area/area-settings-values.ts';
import { isLocked } from '../../area/locked-settings.ts';
import type { SettingsDocument } from '../../area/settings-document.ts';
import type { Issue } from '../../refusal/refusal.ts';
import type { Actor } from '../../ticket/actor.ts';
import type { Instant } from '../../ticket/instant.ts';
import type { Configuration } from '../configuration.ts';
import type { Configurations, TenantConfiguration } from '../configurations.ts';

type Areas = Readonly<Record<string, AreaSettingsValues>>;

/** Everything that can be set at run time: what holds, what code says, and what was set. Plain JSON. */
export interface Settings {
  /** Raised by every change; for `expectedVersion`. 0: nothing was ever set. */
  readonly revision: number;
  readonly changedAt: Instant | null;
  readonly changedBy: Actor | null;
  /** What holds now, by area. */
  readonly areas: Areas;
  /** What would hold if nothing were set. */
  readonly coded: Areas;
  /** What was set. */
  readonly stored: SettingsDocument;
  /** What code has locked, by area. */
  readonly locked: Readonly<Record<string, readonly LockableSetting[]>>;
  /** What was set and is passed over, because it does not go with the code of today. */
  readonly problems: readonly Issue[];
}

export const settingsView = (tenant: TenantConfiguration, { coded, base }: Configurations): Settings => ({
  revision: tenant.stored?.revision ?? 0,
  changedAt: tenant.stored?.at ?? null,
  changedBy: tenant.stored?.actor ?? null,
  areas: valuesOf(tenant.configuration),
  coded: valuesOf(base),
  stored: setIn(tenant.document),
  locked: Object.fromEntries(
    coded.map((area) => [area.id, lockableSettings.filter((setting) => isLocked(area, setting))]),
  ),
  problems: tenant.problems,
});

const valuesOf = ({ areas }: Configuration): Areas =>
  Object.fromEntries([...areas.values()].map((area) => [area.id, areaSettingsValues(area)]));

/** What was set; versions and drafts of workflows are no settings. */
export const setIn = ({ areas }: SettingsDocument): SettingsDocument => (areas === undefined ? {} : { areas });
