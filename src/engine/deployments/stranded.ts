import type { Issue } from '../../refusal/refusal.ts';
import { compareWorkflows } from '../../workflow/compare/compare-workflows.ts';
import { histogramOf } from '../../workflow/versions/histogram.ts';
import { newestVersion, versionsOf } from '../../workflow/versions/workflow-versions.ts';
import type { Engine } from '../engine.ts';
import type { DeploymentPlan } from './deploy-input.ts';
import { type DeployedWorkflow, type Deployment, deployedWorkflow } from './deployment.ts';

/** What a deployment changes. */
export interface DeploymentChange {
  readonly before: Deployment;
  readonly after: Deployment;
  readonly plans: readonly DeploymentPlan[];
}

/** Tickets of a tenant that a deployment would leave in no step, or would close or open without a reason. */
export const strandedTickets = async (
  tenant: string,
  { before, after, plans }: DeploymentChange,
  { store, configurations }: Engine,
): Promise<readonly Issue[]> => {
  const issues: Issue[] = [];
  for (const former of before.workflows) {
    const { area, workflow } = former;
    const known = versionsOf(before.versions, area, workflow);
    const published = versionsOf(after.versions, area, workflow);
    const isGone = !configurations.base.areas.has(area);
    if (!isGone && (published.retired || newestVersion(published) === newestVersion(known))) continue;
    const histogram = histogramOf(await store.stepCounts({ tenant, area, workflow }), known);
    const definition = deployedWorkflow(after, area, workflow)?.definition;
    if (isGone || definition === undefined) {
      issues.push(...Object.entries(histogram).map(([step, tickets]) => stranded(former, step, tickets)));
      continue;
    }
    const plan = plans.find((one) => one.area === area && one.workflow === workflow);
    const { findings } = compareWorkflows(former.definition, definition, {
      histogram,
      ...(plan === undefined ? {} : { plan: planOf(plan, former) }),
    });
    for (const { severity, reason, message, params } of findings) {
      if (severity !== 'error') continue;
      const [step, tickets] = [String(params.step), Number(params.tickets)];
      issues.push(
        reason === 'unmapped'
          ? stranded(former, step, tickets)
          : { path: pathOf(former, step), code: reason, message, params: { tickets, to: params.to } },
      );
    }
  }
  return issues;
};

/** A plan stays in code longer than the steps it was written for. */
const planOf = ({ steps, reason }: DeploymentPlan, { definition }: DeployedWorkflow) => ({
  steps: Object.fromEntries(Object.entries(steps).filter(([from]) => definition.steps.some(({ id }) => id === from))),
  ...(reason === undefined ? {} : { reason }),
});

const pathOf = ({ area, workflow }: DeployedWorkflow, step: string): Issue['path'] => [
  'areas',
  area,
  'workflows',
  workflow,
  'steps',
  step,
];

const stranded = (former: DeployedWorkflow, step: string, tickets: number): Issue => ({
  path: pathOf(former, step),
  code: 'tickets_stranded',
  message: `Step "${step}" of workflow "${former.workflow}" is gone from code, but ${tickets} tickets stand in it. Say in a plan where they go, or move them first.`,
  params: { tickets },
});
