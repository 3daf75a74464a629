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

/** What settings come to. */
interface EvaluatedSettings extends Pick<TenantConfiguration, 'configuration' | 'problems'> {
  /** Those of the problems that lie in the form alone. */
  readonly formProblems: readonly Issue[];
}

/** What is known of the tenants' settings here: in this process, or in one transaction of the host. */
export interface Configurations {
  readonly coded: readonly Area[];
  /** What code says alone. */
  readonly base: Configuration;
  readonly options: ConfigurationOptions;
  /** What is known; it may be of yesterday. */
  of(tenant: string): TenantConfiguration;
  /** What a call begins with: usually what is known. */
  current(tenant: string, store: Store): Promise<TenantConfiguration>;
  /** Reads the settings that are stored now, and keeps them. */
  refresh(tenant: string, store: Store): Promise<TenantConfiguration>;
  /** Reads the settings that are stored now, and forgets them. */
  read(tenant: string, store: Store): Promise<TenantConfiguration>;
  /** What settings come to, and what of them cannot be used. */
  evaluate(document: SettingsDocument): EvaluatedSettings;
  /** Begins with what is known here; what it learns stays with it. */
  fork(): Configurations;
}

/** Of so many tenants the settings are kept; of others they are read again. */
const mostKept = 1000;

/** Checks the areas of code; all problems are thrown at once as `config_invalid`. */
export const createConfigurations = (coded: readonly Area[], options: ConfigurationOptions): Configurations => {
  const base: TenantConfiguration = {
    configuration: configure(coded, options),
    stored: null,
    document: {},
    problems: [],
  };
  const evaluate = (document: SettingsDocument) => evaluateSettings(document, coded, options);
  const read = async (tenant: string, store: Store): Promise<TenantConfiguration> => {
    const { settings: stored } = await store.load({ tenant, settings: true });
    if (stored === null) return base;
    const document = JSON.parse(stored.document) as SettingsDocument;
    const { configuration, problems } = evaluate(document);
    return { configuration, problems, stored, document };
  };
  const knowing = (
    known: Map<string, TenantConfiguration>,
    others: Configurations['of'],
    looksAgain: boolean,
  ): Configurations => {
    const of = (tenant: string) => known.get(tenant) ?? others(tenant);
    const refresh = async (tenant: string, store: Store): Promise<TenantConfiguration> => {
      const found = await read(tenant, store);
      known.delete(tenant);
      known.set(tenant, found);
      for (const oldest of known.keys()) if (known.size > mostKept) known.delete(oldest);
      return found;
    };
    return {
      coded,
      base: base.configuration,
      options,
      of,
      current: async (tenant, store) => (looksAgain && known.has(tenant) ? refresh(tenant, store) : of(tenant)),
      read,
      evaluate,
      refresh,
      // A transaction may see settings that nobody else sees, and go back to a savepoint before them: then a revision means
      // something else than before. Where it saw any, it looks every time.
      fork: () => knowing(new Map(), of, true),
    };
  };
  return knowing(new Map(), () => base, false);
};

/**
 * Code may have changed since the settings were stored. Whatever does not go with it any more must not stop the desk: of an
 * area in which something is wrong, all settings are passed over; an area of the store that is wrong is not there.
 */
const evaluateSettings = (
  document: SettingsDocument,
  coded: readonly Area[],
  options: ConfigurationOptions,
): EvaluatedSettings => {
  let areas = document.areas ?? {};
  const formProblems = applySettings(coded, { areas }).problems;
  const problems: Issue[] = [...formProblems];
  for (;;) {
    const checked = checkedConfiguration(applySettings(coded, { areas }).areas, options);
    if (checked.ok) return { configuration: checked.value, problems, formProblems };
    problems.push(...checked.refusal.issues);
    const wrong = new Set(checked.refusal.issues.map(({ path }) => path[1]));
    const rest = Object.fromEntries(Object.entries(areas).filter(([id]) => !wrong.has(id)));
    // Code alone is right, so what is wrong without being named must lie in what is left.
    areas = Object.keys(rest).length < Object.keys(areas).length ? rest : {};
  }
};
