import { archivableVersions, withArchived } from '../../workflow/versions/archivable-versions.ts';
import type { VersionCount } from '../../workflow/versions/histogram.ts';
import { formerKey } from '../../workflow/versions/standing.ts';
import { versionsOf } from '../../workflow/versions/workflow-versions.ts';
import type { Engine } from '../engine.ts';
import { formerVersions, readFormerVersion } from '../former-versions.ts';
import { type Deployment, deployedWorkflow, sharedSpace } from './deployment.ts';

/** The deployment without the former versions that no ticket of any tenant needs any more. */
export const archivedDeployment = async (
  deployment: Deployment,
  tenants: readonly string[],
  { store }: Pick<Engine, 'store'>,
): Promise<Deployment> => {
  const former = formerVersions(deployment.versions, () => true);
  let { versions } = deployment;
  for (const { area, workflow } of deployment.workflows) {
    const own = former.filter((one) => one.area === area && one.workflow === workflow);
    const definition = deployedWorkflow(deployment, area, workflow)?.definition;
    if (own.length === 0 || definition === undefined) continue;
    const counts: VersionCount[] = [];
    for (const tenant of tenants) counts.push(...(await store.stepCounts({ tenant, area, workflow })));
    const read = await Promise.all(
      own.map(async (one) => [one.version, await readFormerVersion(one, sharedSpace, store)] as const),
    );
    const definitions = read.flatMap(([version, found]) =>
      found === null ? [] : [[formerKey(workflow, version), found] as const],
    );
    const published = versionsOf(versions, area, workflow);
    const archived = archivableVersions(workflow, published, counts, {
      former: new Map(definitions),
      workflows: new Map([[workflow, definition]]),
    });
    versions = { ...versions, [area]: { ...versions[area], [workflow]: withArchived(published, archived) } };
  }
  return { ...deployment, versions };
};
