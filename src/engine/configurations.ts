import type { Area } from '../area/area.ts';
import type { SettingsDocument } from '../area/settings-document.ts';
import type { SettingsRevision } from '../ports/settings-revision.ts';
import type { Store } from '../ports/store.ts';
import type { Issue } from '../refusal/refusal.ts';
import { type Configuration, configure } from './configuration.ts';
import type { ConfigurationOptions } from './configuration-options.ts';
import { type Deployment, noDeployment, readDeployment, sharedSpace } from './deployments/deployment.ts';
import { evaluateSettings, type FormerWorkflow } from './evaluate-settings.ts';
import { type FormerVersion, formerVersions, readFormerVersion, storedWorkflows } from './former-versions.ts';

/** What the configuration of a tenant comes from, beside code. */
export interface ConfigurationSources {
  readonly document: SettingsDocument;
  readonly deployment: Deployment;
  /** Workflows in the versions before the active ones that tickets still run through. */
  readonly former: readonly FormerWorkflow[];
}

/** The configuration a tenant has at one revision of his settings and of the deployment. */
export interface TenantConfiguration extends ConfigurationSources {
  readonly configuration: Configuration;
  readonly stored: SettingsRevision | null;
  /** What the store holds and cannot be used, e.g. because code does not know it any more. It is passed over. */
  readonly problems: readonly Issue[];
}

/** What settings come to. */
export interface EvaluatedSettings extends Pick<TenantConfiguration, 'configuration' | 'problems'> {
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
  /** What it would come to, and what of it could not be used. */
  evaluate(sources: ConfigurationSources): EvaluatedSettings;
  /** Begins with what is known here; what it learns stays with it. */
  fork(): Configurations;
}

/** Of so many tenants the settings are kept; of others they are read again. */
const mostKept = 1000;

/** What was read of the store; what it knows of definitions never changes. */
interface Known {
  readonly tenants: Map<string, TenantConfiguration>;
  readonly former: Map<string, FormerWorkflow>;
  deployment: Deployment;
}

/** Checks the areas of code; all problems are thrown at once as `config_invalid`. */
export const createConfigurations = (coded: readonly Area[], options: ConfigurationOptions): Configurations => {
  const base: TenantConfiguration = {
    configuration: configure(coded, options),
    stored: null,
    document: {},
    deployment: noDeployment,
    former: [],
    problems: [],
  };
  const evaluate = (sources: ConfigurationSources) => evaluateSettings(sources, coded, options);
  const knowing = (known: Known, others: Configurations['of'], looksAgain: boolean): Configurations => {
    const of = (tenant: string) => known.tenants.get(tenant) ?? others(tenant);
    const read = async (tenant: string, store: Store): Promise<TenantConfiguration> => {
      const { settings: stored, deploymentRevision } = await store.load({ tenant, settings: true });
      if (known.deployment.revision !== deploymentRevision || looksAgain) {
        known.deployment = readDeployment((await store.load({ tenant: sharedSpace, settings: true })).settings);
      }
      const { deployment } = known;
      if (stored === null && deployment.revision === 0) return base;
      const document = stored === null ? {} : (JSON.parse(stored.document) as SettingsDocument);
      const former = await formerOf(tenant, document, store);
      const { configuration, problems } = evaluate({ document, deployment, former });
      return { configuration, problems, stored, document, deployment, former };
    };
    const formerOf = async (tenant: string, { areas, versions = {} }: SettingsDocument, store: Store) => {
      const isStored = (area: string) => coded.every(({ id }) => id !== area);
      const ofCode = formerVersions(known.deployment.versions, (area, workflow) =>
        coded.some(({ id, workflows }) => id === area && workflows.some((one) => one.id === workflow)),
      );
      const ofStore = formerVersions(versions, (area, workflow) =>
        storedWorkflows(area, areas?.[area]).some(({ id }) => id === workflow),
      );
      const found = [
        ...(await Promise.all(ofCode.map((one) => formerWorkflow(one, sharedSpace, store)))),
        ...(await Promise.all(
          ofStore.filter(({ area }) => isStored(area)).map((one) => formerWorkflow(one, tenant, store)),
        )),
      ];
      return found.filter((one) => one !== null);
    };
    const formerWorkflow = async (version: FormerVersion, tenant: string, store: Store) => {
      const key = JSON.stringify([tenant, version]);
      const cached = known.former.get(key);
      if (cached !== undefined) return cached;
      const definition = await readFormerVersion(version, tenant, store);
      if (definition === null) return null;
      const former = { area: version.area, version: version.version, definition };
      known.former.set(key, former);
      return former;
    };
    const refresh = async (tenant: string, store: Store): Promise<TenantConfiguration> => {
      const found = await read(tenant, store);
      known.tenants.delete(tenant);
      known.tenants.set(tenant, found);
      for (const oldest of known.tenants.keys()) if (known.tenants.size > mostKept) known.tenants.delete(oldest);
      return found;
    };
    return {
      coded,
      base: base.configuration,
      options,
      of,
      current: async (tenant, store) => (looksAgain && known.tenants.has(tenant) ? refresh(tenant, store) : of(tenant)),
      read,
      evaluate,
      refresh,
      // A transaction may see settings that nobody else sees, and go back to a savepoint before them: then a revision means
      // something else than before. Where it saw any, it looks every time.
      fork: () => knowing(nothingKnown(), of, true),
    };
  };
  return knowing(nothingKnown(), () => base, false);
};

const nothingKnown = (): Known => ({ tenants: new Map(), former: new Map(), deployment: noDeployment });
