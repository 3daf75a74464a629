import type { ResolvedArea } from '../../area/resolved-area.ts';
import type { VersionCount } from './histogram.ts';
import { formerKey } from './standing.ts';
import { stepNow } from './step-now.ts';
import { newestVersion, type WorkflowVersions } from './workflow-versions.ts';

/** Former versions that no ticket needs any more: none in them is open, and the closed ones have a place in the newest. */
export const archivableVersions = (
  workflow: string,
  published: WorkflowVersions,
  counts: readonly VersionCount[],
  area: Pick<ResolvedArea, 'former' | 'workflows'>,
): readonly number[] =>
  published.retired
    ? []
    : published.versions
        .filter(({ version, archived }) => !archived && version !== newestVersion(published))
        .filter(({ version }) => {
          const isClosed = (step: string, steps: readonly { readonly id: string; readonly category: string }[] = []) =>
            steps.some(({ id, category }) => id === step && category === 'closed');
          return counts
            .filter(({ workflowVersion, tickets }) => workflowVersion === version && tickets > 0)
            .every(({ step }) => {
              const now = stepNow(published, version, step);
              return (
                isClosed(step, area.former.get(formerKey(workflow, version))?.steps) &&
                now !== null &&
                isClosed(now, area.workflows.get(workflow)?.steps)
              );
            });
        })
        .map(({ version }) => version);

/** The versions of a workflow once some of them are archived. */
export const withArchived = (published: WorkflowVersions, archived: readonly number[]): WorkflowVersions => ({
  ...published,
  versions: published.versions.map((one) => (archived.includes(one.version) ? { ...one, archived: true } : one)),
});
