import type { SettingsDocument } from '../../area/settings-document.ts';
import type { StepPlan } from '../../workflow/compare/compare-options.ts';
import type { WorkflowDefinition } from '../../workflow/definition.ts';
import { publishVersion } from '../../workflow/versions/publish-version.ts';
import {
  newestVersion,
  type PublishedVersion,
  type VersionRegister,
  versionsOf,
  type WorkflowVersions,
} from '../../workflow/versions/workflow-versions.ts';
import type { Configurations, TenantConfiguration } from '../configurations.ts';
import { storedWorkflows } from '../former-versions.ts';

/** Where the tickets of a workflow go whose step is gone. */
export interface PublicationPlan {
  readonly area: string;
  readonly workflow: string;
  readonly plan: StepPlan | undefined;
}

/** Settings that are about to be stored, with a version of every workflow of the store that says something new. */
export const versionedDocument = (
  before: TenantConfiguration,
  document: SettingsDocument,
  { coded }: Pick<Configurations, 'coded'>,
  stamp: Pick<PublishedVersion, 'at' | 'by'>,
  publication: PublicationPlan | null,
): SettingsDocument => {
  const revisionBefore = before.stored?.revision ?? 0;
  const known = document.versions ?? {};
  const areas = Object.keys(document.areas ?? {}).filter((id) => !coded.some((area) => area.id === id));
  const versions: VersionRegister = Object.fromEntries(
    areas.map((area) => {
      const now = storedWorkflows(area, document.areas?.[area]);
      const gone = Object.keys(known[area] ?? {}).filter((id) => !now.some((one) => one.id === id));
      return [
        area,
        Object.fromEntries([
          ...now.map(({ id, definition }) => [
            id,
            publishVersion(versionsOf(known, area, id), {
              before: definitionOf(before, area, id),
              after: definition,
              plan: publication?.area === area && publication.workflow === id ? publication.plan : undefined,
              revision: revisionBefore + 1,
              revisionBefore,
              ...stamp,
            }),
          ]),
          ...gone.map((id): [string, WorkflowVersions] => [id, { ...versionsOf(known, area, id), retired: true }]),
        ]),
      ];
    }),
  );
  return areas.length === 0 ? document : { ...document, versions };
};

/** What a workflow of the store says so far, also one that takes no tickets any more. */
const definitionOf = (
  { document, former }: TenantConfiguration,
  area: string,
  workflow: string,
): WorkflowDefinition | null => {
  const present = storedWorkflows(area, document.areas?.[area]).find(({ id }) => id === workflow)?.definition;
  const newest = newestVersion(versionsOf(document.versions ?? {}, area, workflow));
  const last = former.find((one) => one.area === area && one.definition.id === workflow && one.version === newest);
  return present ?? last?.definition ?? null;
};
