import type { Issue } from '../../refusal/refusal.ts';
import { RefusedError } from '../../refusal/refused-error.ts';
import { canonicalJson } from '../../text/canonical-json.ts';
import { toInstant } from '../../ticket/instant.ts';
import { nobody } from '../../ticket/people.ts';
import { newestVersion, versionsOf } from '../../workflow/versions/workflow-versions.ts';
import { type Configuration, refuseConfiguration } from '../configuration.ts';
import type { Engine } from '../engine.ts';
import { findPeople } from '../find-people.ts';
import { userProblems, usersOf } from '../settings/settings-users.ts';
import { afterDeployment } from './after-deployment.ts';
import { archivedDeployment } from './archived-deployment.ts';
import { readPlans } from './deploy-input.ts';
import { type Deployment, readDeployment, sharedSpace } from './deployment.ts';
import { type DeploymentChange, strandedTickets } from './stranded.ts';

/** What a deployment did. */
export interface Deployed {
  readonly workflows: readonly {
    readonly area: string;
    readonly workflow: string;
    /** Raised whenever the definition differs from the one deployed before. */
    readonly version: number;
    readonly changed: boolean;
  }[];
  /** What is passed over at run time, with its tenant: settings that do not go with code any more, users who have left. */
  readonly warnings: readonly Issue[];
}

const by = { system: 'deploy' };
const attempts = 5;
const atOnce = 500;

/**
 * Checks what code says against what is stored for every tenant, and publishes each workflow that says something new as a version. What
 * would leave tickets nowhere is thrown at once as `config_invalid`, and nothing is stored then; what is only passed over is a warning.
 */
export const deploy = async (engine: Engine, input: unknown): Promise<Deployed> => {
  const { base } = engine.configurations;
  const plans = readPlans(input, base);
  if (!plans.ok) throw new RefusedError(plans.refusal);
  const tenants = await allTenants(engine);
  for (let attempt = 1; attempt <= attempts; attempt += 1) {
    const before = readDeployment((await engine.store.load({ tenant: sharedSpace, settings: true })).settings);
    const at = toInstant(engine.clock.now());
    const published = afterDeployment(before, base, plans.value, { at, by });
    const after = await archivedDeployment(published, tenants, engine);
    const change = { before, after, plans: plans.value };
    const found: TenantFindings[] = [];
    for (const tenant of tenants) found.push(await findingsOf(tenant, change, engine));
    const problems = [...found.flatMap(({ stranded }) => stranded), ...strangers(found, base)];
    if (problems.length > 0) throw new RefusedError(refuseConfiguration(problems).refusal);
    const answer = answerOf(before, after, base, found);
    const { revision, ...document } = after;
    if (canonicalJson(document) === canonicalJson({ workflows: before.workflows, versions: before.versions }))
      return answer;
    const committed = await engine.store.commit({
      tenant: sharedSpace,
      changes: [],
      settings: before.revision,
      newSettings: { revision, document: JSON.stringify(document), at, actor: by },
    });
    if (committed.outcome === 'committed') return answer;
  }
  throw new RefusedError({
    code: 'conflict',
    message: 'Others are deploying at the same time; try again.',
    issues: [],
    data: {},
  });
};

const answerOf = (
  before: Deployment,
  after: Deployment,
  { areas }: Configuration,
  found: readonly TenantFindings[],
): Deployed => ({
  warnings: found.flatMap(({ warnings }) => warnings),
  workflows: [...areas.values()].flatMap((area) =>
    [...area.workflows.keys()].map((workflow) => {
      const version = newestVersion(versionsOf(after.versions, area.id, workflow));
      const known = versionsOf(before.versions, area.id, workflow).versions.at(-1);
      return { area: area.id, workflow, version, changed: known?.version !== version };
    }),
  ),
});

const allTenants = async ({ store }: Engine): Promise<readonly string[]> => {
  const tenants = new Set(['default']);
  for (let after: string | undefined; ; ) {
    const found = await store.tenants({ ...(after === undefined ? {} : { after }), limit: atOnce });
    for (const tenant of found) tenants.add(tenant);
    if (found.length < atOnce) return [...tenants];
    after = found.at(-1);
  }
};

interface TenantFindings {
  readonly stranded: readonly Issue[];
  readonly warnings: readonly Issue[];
  /** Users who are named and whom the tenant's directory does not know at all. */
  readonly unknown: readonly string[];
}

const findingsOf = async (tenant: string, change: DeploymentChange, engine: Engine): Promise<TenantFindings> => {
  const { configuration, problems } = await engine.configurations.read(tenant, engine.store);
  const people = await findPeople(engine, { users: usersOf(configuration) }, { tenant });
  const users = userProblems(configuration, people);
  const stranded = await strandedTickets(tenant, change, engine);
  const ofTenant = (issue: Issue): Issue => ({ ...issue, params: { ...issue.params, tenant } });
  return {
    stranded: stranded.map(ofTenant),
    warnings: [...problems, ...users.map(({ issue }) => issue)].map(ofTenant),
    unknown: users.filter(({ known }) => !known).map(({ user }) => user),
  };
};

/** Users whom code names and no tenant knows: a slip of the pen, not somebody who has left. */
const strangers = (found: readonly TenantFindings[], base: Configuration): readonly Issue[] =>
  userProblems(base, nobody)
    .filter(({ user }) => found.every(({ unknown }) => unknown.includes(user)))
    .map(({ issue }) => issue);
