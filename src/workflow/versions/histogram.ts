import { stepNow } from './step-now.ts';
import { newestVersion, type WorkflowVersions } from './workflow-versions.ts';

/** How many tickets stand in a step of a version. */
export interface VersionCount {
  readonly step: string;
  readonly workflowVersion: number;
  readonly tickets: number;
}

/**
 * How many tickets there are by the step of the newest version in which they stand, or to which the plans so far lead them. Those that
 * no plan has a place for stay where they are, whatever is published.
 */
export const histogramOf = (
  counts: readonly VersionCount[],
  published: WorkflowVersions,
): Readonly<Record<string, number>> => {
  const histogram = new Map<string, number>();
  for (const { step, workflowVersion, tickets } of counts) {
    const stands = workflowVersion === newestVersion(published) ? step : stepNow(published, workflowVersion, step);
    if (stands !== null) histogram.set(stands, (histogram.get(stands) ?? 0) + tickets);
  }
  return Object.fromEntries(histogram);
};
