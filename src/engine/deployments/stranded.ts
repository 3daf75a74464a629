import type { Issue } from '../../refusal/refusal.ts';
import type { WorkflowDefinition } from '../../workflow/definition.ts';
import { histogramOf } from '../../workflow/versions/histogram.ts';
import { versionsOf } from '../../workflow/versions/workflow-versions.ts';
import type { Engine } from '../engine.ts';
import { type Deployment, deployedWorkflow } from './deployment.ts';

/** Tickets of a tenant that a deployment would leave in no step, or would close or open without a reason. */
export const strandedTickets = async (
  tenant: string,
  before: Deployment,
  after: Deployment,
  engine: Engine,
): Promise<readonly Issue[]> => {
  const issues: Issue[] = [];
  for (const { area, workflow, definition } of before.workflows) {
    const published = versionsOf(after.versions, area, workflow);
    const newest = published.versions.at(-1);
    const known = versionsOf(before.versions, area, workflow);
    const isGone = !engine.configurations.base.areas.has(area);
    if (!isGone && (published.retired || newest?.version === known.versions.at(-1)?.version)) continue;
    const now = isGone ? null : (deployedWorkflow(after, area, workflow)?.definition ?? null);
    const counts = await engine.store.stepCounts({ tenant, area, workflow });
    for (const [step, tickets] of Object.entries(histogramOf(counts, known))) {
      const to = newest?.steps?.[step];
      const path = ['areas', area, 'workflows', workflow, 'steps', step];
      if (now === null || to === undefined) issues.push(stranded(path, workflow, step, tickets));
      else if (newest?.reason === null && isClosed(definition, step) !== isClosed(now, to))
        issues.push(turned(path, step, to, isClosed(now, to), tickets));
    }
  }
  return issues;
};

const isClosed = ({ steps }: WorkflowDefinition, step: string): boolean =>
  steps.some(({ id, category }) => id === step && category === 'closed');

const stranded = (path: Issue['path'], workflow: string, step: string, tickets: number): Issue => ({
  path,
  code: 'tickets_stranded',
  message: `Step "${step}" of workflow "${workflow}" is gone from code, but ${tickets} tickets stand in it. Say in a plan where they go, or move them first.`,
  params: { tickets },
});

const turned = (path: Issue['path'], step: string, to: string, closes: boolean, tickets: number): Issue => ({
  path,
  code: 'other_openness',
  message: `${tickets} tickets of step "${step}" would be ${closes ? 'closed' : 'opened'} by going to step "${to}"; give the reason in a plan.`,
  params: { tickets, to },
});
