import { accept, type Decided } from '../../refusal/refusal.ts';
import { archivableVersions, withArchived } from '../../workflow/versions/archivable-versions.ts';
import type { Call } from '../call.ts';
import { writeSettings } from '../settings/write-settings.ts';
import { knownWorkflow } from './workflow-reference.ts';
import type { WorkflowReference } from './workflows-surface.ts';

/** Archives what no ticket needs any more. Versions of code are shared by all tenants: the next deployment looks at them. */
export const archiveVersions = async (
  reference: WorkflowReference,
  call: Call,
): Promise<Decided<readonly number[]>> => {
  const { area, workflow } = reference;
  const configured = call.engine.configuration.areas.get(area);
  const known = knownWorkflow(reference, call);
  if (!known.ok || configured === undefined || call.configurations.coded.some(({ id }) => id === area))
    return accept([]);
  const { tenant } = call.context;
  const counts = await call.store.stepCounts({ tenant, area, workflow });
  const archived = archivableVersions(workflow, known.value.published, counts, configured);
  if (archived.length === 0) return accept([]);
  const written = await writeSettings(
    {
      name: 'workflows.archive',
      input: { area, workflow, archived },
      decide: async (before) => {
        const versions = before.document.versions ?? {};
        const own = versions[area] ?? {};
        const published = own[workflow];
        return accept(
          published === undefined
            ? before
            : {
                ...before,
                document: {
                  ...before.document,
                  versions: { ...versions, [area]: { ...own, [workflow]: withArchived(published, archived) } },
                },
              },
        );
      },
    },
    undefined,
    call,
  );
  // Somebody changed the settings meanwhile: the next migration looks again.
  return accept(written.ok ? archived : []);
};
