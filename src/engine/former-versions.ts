import { areaDocument, readArea } from '../area/area-document.ts';
import type { SettingsDocument } from '../area/settings-document.ts';
import type { Store } from '../ports/store.ts';
import { parseInput } from '../refusal/parse-input.ts';
import type { Json } from '../text/merge-patch.ts';
import type { WorkflowDefinition } from '../workflow/definition.ts';
import { newestVersion, type VersionRegister } from '../workflow/versions/workflow-versions.ts';
import type { Workflow } from '../workflow/workflow.ts';
import { type Deployment, deployedWorkflow, sharedSpace } from './deployments/deployment.ts';

/** A version of a workflow, and the revision of the settings that holds it. */
export interface FormerVersion {
  readonly area: string;
  readonly workflow: string;
  readonly version: number;
  readonly revision: number;
}

/** The versions beside the active ones that tickets may still run through. */
export const formerVersions = (
  register: VersionRegister,
  isActive: (area: string, workflow: string) => boolean,
): readonly FormerVersion[] =>
  Object.entries(register).flatMap(([area, workflows]) =>
    Object.entries(workflows).flatMap(([workflow, known]) =>
      known.versions
        .filter(({ version, archived }) => !archived && !(isActive(area, workflow) && version === newestVersion(known)))
        .map(({ version, revision }) => ({ area, workflow, version, revision })),
    ),
  );

/** Reads the definition of a version where it is kept; null: it is not there. */
export const readFormerVersion = async (
  { area, workflow, revision }: FormerVersion,
  tenant: string,
  store: Store,
): Promise<WorkflowDefinition | null> => {
  const [found] = await store.page('settings', { tenant, query: {}, after: revision + 1, limit: 1 });
  if (found?.revision !== revision) return null;
  const document = JSON.parse(found.document) as unknown;
  if (tenant === sharedSpace) return deployedWorkflow(document as Deployment, area, workflow)?.definition ?? null;
  const workflows = storedWorkflows(area, (document as SettingsDocument).areas?.[area]);
  return workflows.find(({ id }) => id === workflow)?.definition ?? null;
};

/** The workflows of an area that exists in the store alone; none where it cannot be read. */
export const storedWorkflows = (area: string, json: Json | undefined): readonly Workflow[] => {
  const parsed = parseInput(areaDocument, json);
  return parsed.ok ? readArea(area, parsed.value).workflows : [];
};
