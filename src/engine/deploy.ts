import { resolveCondition } from '../condition/resolve-condition.ts';
import type { SettingsRevision } from '../ports/settings-revision.ts';
import type { Issue } from '../refusal/refusal.ts';
import { RefusedError } from '../refusal/refused-error.ts';
import { canonicalJson } from '../text/canonical-json.ts';
import { toInstant } from '../ticket/instant.ts';
import { nobody } from '../ticket/people.ts';
import type { WorkflowDefinition } from '../workflow/definition.ts';
import { type Configuration, refuseConfiguration } from './configuration.ts';
import type { Engine } from './engine.ts';
import { findPeople } from './find-people.ts';
import { userProblems, usersOf } from './settings/settings-users.ts';

/** A workflow of code as it was deployed. */
interface DeployedWorkflow {
  readonly area: string;
  readonly workflow: string;
  readonly version: number;
  readonly definition: WorkflowDefinition;
}

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

/** What code defines is shared by all tenants: it is kept under a name that none of them can have. */
const shared = '';
const attempts = 5;
const atOnce = 500;
/** Enough to see how much is in the way; counting on costs time and tells nothing new. */
const countedUpTo = 10_000;

/**
 * Checks what code says against what is stored for every tenant, and keeps each workflow as a version. What would leave tickets or
 * mails nowhere is thrown at once as `config_invalid`, and nothing is stored then; what is only passed over is a warning.
 */
export const deploy = async (engine: Engine): Promise<Deployed> => {
  const tenants = await allTenants(engine);
  for (let attempt = 1; attempt <= attempts; attempt += 1) {
    const { settings } = await engine.store.load({ tenant: shared, settings: true });
    const before = deployedBefore(settings);
    const after = versions(before, engine.configurations.base);
    const gone = goneSteps(before, after);
    const found: TenantFindings[] = [];
    for (const tenant of tenants) found.push(await findingsOf(tenant, gone, engine));
    const problems = [...found.flatMap(({ stranded }) => stranded), ...strangers(found, engine.configurations.base)];
    if (problems.length > 0) throw new RefusedError(refuseConfiguration(problems).refusal);
    const answer = {
      warnings: found.flatMap(({ warnings }) => warnings),
      workflows: after.map(({ area, workflow, version }) => ({
        area,
        workflow,
        version,
        changed: find(before, area, workflow)?.version !== version,
      })),
    };
    if (canonicalJson(after) === canonicalJson(before)) return answer;
    const revision = (settings?.revision ?? 0) + 1;
    const committed = await engine.store.commit({
      tenant: shared,
      changes: [],
      settings: revision - 1,
      newSettings: {
        revision,
        document: JSON.stringify({ workflows: after }),
        at: toInstant(engine.clock.now()),
        actor: { system: 'deploy' },
      },
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

const allTenants = async ({ store }: Engine): Promise<readonly string[]> => {
  const tenants = new Set(['default']);
  for (let after: string | undefined; ; ) {
    const found = await store.tenants({ ...(after === undefined ? {} : { after }), limit: atOnce });
    for (const tenant of found) tenants.add(tenant);
    if (found.length < atOnce) return [...tenants];
    after = found.at(-1);
  }
};

const deployedBefore = (settings: SettingsRevision | null): readonly DeployedWorkflow[] =>
  settings === null ? [] : (JSON.parse(settings.document) as { workflows: readonly DeployedWorkflow[] }).workflows;

const find = (workflows: readonly DeployedWorkflow[], area: string, workflow: string): DeployedWorkflow | undefined =>
  workflows.find((one) => one.area === area && one.workflow === workflow);

const versions = (before: readonly DeployedWorkflow[], { areas }: Configuration): readonly DeployedWorkflow[] =>
  [...areas.values()].flatMap((area) =>
    [...area.workflows.values()].map((definition) => {
      const known = find(before, area.id, definition.id);
      const same = known !== undefined && canonicalJson(known.definition) === canonicalJson(definition);
      return {
        area: area.id,
        workflow: definition.id,
        version: same ? known.version : (known?.version ?? 0) + 1,
        definition,
      };
    }),
  );

interface GoneStep {
  readonly area: string;
  readonly workflow: string;
  readonly step: string;
}

/** Steps that were deployed and that code does not have any more, or means something else by. */
const goneSteps = (before: readonly DeployedWorkflow[], after: readonly DeployedWorkflow[]): readonly GoneStep[] =>
  before.flatMap(({ area, workflow, definition }) => {
    const now = find(after, area, workflow)?.definition.steps ?? [];
    return definition.steps
      .filter(({ id, category }) => !now.some((step) => step.id === id && step.category === category))
      .map(({ id }) => ({ area, workflow, step: id }));
  });

interface TenantFindings {
  readonly stranded: readonly Issue[];
  readonly warnings: readonly Issue[];
  /** Users who are named and whom the tenant's directory does not know at all. */
  readonly unknown: readonly string[];
}

const findingsOf = async (tenant: string, gone: readonly GoneStep[], engine: Engine): Promise<TenantFindings> => {
  const { configuration, problems } = await engine.configurations.read(tenant, engine.store);
  const people = await findPeople(engine, { users: usersOf(configuration) }, { tenant });
  const users = userProblems(configuration, people);
  const stranded: Issue[] = [];
  for (const step of gone) stranded.push(...(await strandedTickets(tenant, step, engine)));
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
const strandedTickets = async (tenant: string, { area, workflow, step }: GoneStep, { store }: Engine) => {
  const where = resolveCondition(
    {
      all: [
        { field: 'area', is: area },
        { field: 'workflow', is: workflow },
        { field: 'step', is: step },
      ],
    },
    null,
  );
  const tickets = await store.count({ tenant, where, limit: countedUpTo });
  if (tickets === 0) return [];
  const count = tickets === countedUpTo ? `${countedUpTo} or more` : tickets;
  return [
    {
      path: ['areas', area, 'workflows', workflow, 'steps', step],
      code: 'tickets_stranded',
      message: `Step "${step}" of workflow "${workflow}" is gone from code or means something else there, but ${count} tickets stand in it. Move them first.`,
      params: { tickets },
    },
  ];
};
