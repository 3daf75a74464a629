import type { Area } from '../../area/area.ts';
import type { SettingsRevision } from '../../ports/settings-revision.ts';
import { canonicalJson } from '../../text/canonical-json.ts';
import type { WorkflowDefinition } from '../../workflow/definition.ts';
import type { VersionRegister } from '../../workflow/versions/workflow-versions.ts';

/** A workflow of code as it was deployed last. */
export interface DeployedWorkflow {
  readonly area: string;
  readonly workflow: string;
  readonly definition: WorkflowDefinition;
}

/** What was deployed: the newest definitions of code, and all versions there were. */
export interface Deployment {
  /** 0: nothing was. */
  readonly revision: number;
  readonly workflows: readonly DeployedWorkflow[];
  readonly versions: VersionRegister;
}

/** What code defines is shared by all tenants: it is kept under a name that none of them can have. */
export const sharedSpace = '';

export const noDeployment: Deployment = { revision: 0, workflows: [], versions: {} };

export const readDeployment = (settings: SettingsRevision | null): Deployment =>
  settings === null
    ? noDeployment
    : { ...(JSON.parse(settings.document) as Omit<Deployment, 'revision'>), revision: settings.revision };

/** A workflow as it was deployed last. */
export const deployedWorkflow = (
  { workflows }: Pick<Deployment, 'workflows'>,
  area: string,
  workflow: string,
): DeployedWorkflow | undefined => workflows.find((one) => one.area === area && one.workflow === workflow);

/**
 * The areas of code with the workflows that were deployed: a process of an older or newer code goes by them too, or tickets would be
 * made by definitions that nobody knows. What says the same stays the definition of code.
 */
export const deployedAreas = (coded: readonly Area[], deployment: Deployment): readonly Area[] =>
  deployment.workflows.length === 0
    ? coded
    : coded.map((area) => ({
        ...area,
        workflows: area.workflows.map((workflow) => {
          const deployed = deployedWorkflow(deployment, area.id, workflow.id);
          return deployed === undefined || canonicalJson(deployed.definition) === canonicalJson(workflow.definition)
            ? workflow
            : { ...workflow, definition: deployed.definition };
        }),
      }));
