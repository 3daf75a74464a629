import type { Actor } from '../../ticket/actor.ts';
import type { Instant } from '../../ticket/instant.ts';
import { publishVersion } from '../../workflow/versions/publish-version.ts';
import { type VersionRegister, versionsOf } from '../../workflow/versions/workflow-versions.ts';
import type { Configuration } from '../configuration.ts';
import type { DeploymentPlan } from './deploy-input.ts';
import { type DeployedWorkflow, type Deployment, deployedWorkflow } from './deployment.ts';

/** What is deployed once the definitions of code are: each that says something new is a version; those that are gone are retired. */
export const afterDeployment = (
  before: Deployment,
  { areas }: Configuration,
  plans: readonly DeploymentPlan[],
  { at, by }: { readonly at: Instant; readonly by: Actor },
): Deployment => {
  const revision = before.revision + 1;
  const coded: readonly DeployedWorkflow[] = [...areas.values()].flatMap((area) =>
    [...area.workflows.values()].map((definition) => ({ area: area.id, workflow: definition.id, definition })),
  );
  const gone = before.workflows.filter(
    ({ area, workflow }) => deployedWorkflow({ workflows: coded }, area, workflow) === undefined,
  );
  const published = coded.map(({ area, workflow, definition }) => ({
    area,
    workflow,
    versions: publishVersion(versionsOf(before.versions, area, workflow), {
      before: deployedWorkflow(before, area, workflow)?.definition ?? null,
      after: definition,
      plan: plans.find((plan) => plan.area === area && plan.workflow === workflow),
      revision,
      revisionBefore: before.revision,
      at,
      by,
    }),
  }));
  const retired = gone.map(({ area, workflow }) => ({
    area,
    workflow,
    versions: { ...versionsOf(before.versions, area, workflow), retired: true },
  }));
  return { revision, workflows: [...coded, ...gone], versions: registerOf([...published, ...retired]) };
};

const registerOf = (
  entries: readonly {
    readonly area: string;
    readonly workflow: string;
    readonly versions: VersionRegister[string][string];
  }[],
): VersionRegister => {
  const register: Record<string, Record<string, VersionRegister[string][string]>> = {};
  for (const { area, workflow, versions } of entries) {
    register[area] = { ...register[area], [workflow]: versions };
  }
  return register;
};
