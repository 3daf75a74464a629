import { applySettings } from '../area/apply-settings.ts';
import type { Area } from '../area/area.ts';
import type { SettingsDocument } from '../area/settings-document.ts';
import type { SettingsRevision } from '../ports/settings-revision.ts';
import type { Store } from '../ports/store.ts';
import type { Issue } from '../refusal/refusal.ts';
import { type Configuration, checkedConfiguration, configure } from './configuration.ts';
import type { ConfigurationOptions } from './configuration-options.ts';

/** The configuration a tenant has at one revision of his settings. */
export interface TenantConfiguration {
  readonly configuration: Configuration;
  readonly stored: SettingsRevision | null;
  readonly document: SettingsDocument;
  /** What the store holds and cannot be used, e.g. because code does not know it any more. It is passed over. */
  readonly problems: readonly Issue[];
}

/** What is known of the tenants' settings here: in this process, or in one transaction of the host. */
export interface Configurations {
  readonly coded: readonly Area[];
  /** What code says alone. */
  readonly base: Configuration;
  readonly options: ConfigurationOptions;
  of(tenant: string): TenantConfiguration;
  /** Reads the settings that are stored now. */
  refresh(tenant: string, store: Store): Promise<TenantConfiguration>;
  /** Begins with what is known here; what it learns stays with it. A host's transaction sees settings that nobody else may see yet. */
  fork(): Configurations;
}

/** Checks the areas of code; all problems are thrown at once as `config_invalid`. */
export const createConfigurations = (coded: readonly Area[], options: ConfigurationOptions): Configurations => {
  const base: TenantConfiguration = {
    configuration: configure(coded, options),
    stored: null,
    document: {},
    problems: [],
  };
  const knowing = (known: Map<string, TenantConfiguration>): Configurations => ({
    coded,
    base: base.configuration,
    options,
    of: (tenant) => known.get(tenant) ?? base,
    refresh: async (tenant, store) => {
      const { settings } = await store.load({ tenant, settings: true });
      const read = settings === null ? base : tenantConfiguration(settings, coded, options);
      if (settings === null) known.delete(tenant);
      else known.set(tenant, read);
      return read;
    },
    fork: () => knowing(new Map(known)),
  });
  return knowing(new Map());
};

/**
 * Code may have changed since the settings were stored. Whatever does not go with it any more must not stop the desk: of an
 * area in which something is wrong, all settings are passed over; an area of the store that is wrong is not there.
 */
const tenantConfiguration = (
  stored: SettingsRevision,
  coded: readonly Area[],
  options: ConfigurationOptions,
): TenantConfiguration => {
  const document = JSON.parse(stored.document) as SettingsDocument;
  const applied = applySettings(coded, document);
  const checked = checkedConfiguration(applied.areas, options);
  if (checked.ok) return { configuration: checked.value, stored, document, problems: applied.problems };
  const wrong = new Set(checked.refusal.issues.map(({ path }) => path[1]));
  const rest = Object.fromEntries(Object.entries(document.areas ?? {}).filter(([id]) => !wrong.has(id)));
  const again = checkedConfiguration(applySettings(coded, { areas: rest }).areas, options);
  return {
    configuration: again.ok ? again.value : configure(coded, options),
    stored,
    document,
    problems: [...applied.problems, ...checked.refusal.issues],
  };
};
