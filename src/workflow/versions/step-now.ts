import type { WorkflowVersions } from './workflow-versions.ts';

/** Where the plans of later versions put a ticket that stands in a step of this one; null: one of them has no place for it. */
export const stepNow = ({ versions }: WorkflowVersions, version: number, step: string): string | null =>
  versions
    .filter((later) => later.version > version)
    .reduce<string | null>(
      (stands, { steps }) =>
        stands === null || steps === null || !Object.hasOwn(steps, stands) ? null : (steps[stands] ?? null),
      step,
    );
