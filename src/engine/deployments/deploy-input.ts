import { z } from 'zod';
import { parseInput } from '../../refusal/parse-input.ts';
import { accept, type Decided, type Issue, refuseInput } from '../../refusal/refusal.ts';
import type { StepPlan } from '../../workflow/compare/compare-options.ts';
import type { Configuration } from '../configuration.ts';

/** Where the tickets of one workflow go whose step is gone from code. */
export interface DeploymentPlan extends StepPlan {
  readonly area: string;
  readonly workflow: string;
}

/** What a deployment is told. */
export interface DeployInput {
  /** Default: none; every ticket stays in the step of the same id, or in the one that was renamed from it. */
  readonly plans?: readonly DeploymentPlan[];
}

const deployInput = z.strictObject({
  plans: z
    .array(
      z.strictObject({
        area: z.string().max(255),
        workflow: z.string().max(255),
        steps: z.record(z.string(), z.string()),
        reason: z.string().max(2000).optional(),
      }),
    )
    .max(1000)
    .optional(),
});

/** The plans of a deployment; refused where they name what code does not have. */
export const readPlans = (input: unknown, { areas }: Configuration): Decided<readonly DeploymentPlan[]> => {
  const parsed = parseInput(deployInput, input ?? {});
  if (!parsed.ok) return parsed;
  const plans = (parsed.value.plans ?? []) as readonly DeploymentPlan[];
  const issues = plans.flatMap(({ area, workflow, steps }, index): readonly Issue[] => {
    const definition = areas.get(area)?.workflows.get(workflow);
    if (definition === undefined) {
      const message = `Code has no workflow "${workflow}" in an area "${area}"; correct the plan.`;
      return [{ path: ['plans', index, 'workflow'], code: 'unknown_workflow', message }];
    }
    return Object.entries(steps).flatMap(([from, to]) =>
      definition.steps.some(({ id }) => id === to)
        ? []
        : [
            {
              path: ['plans', index, 'steps', from],
              code: 'unknown_step',
              message: `Workflow "${workflow}" has no step "${to}"; correct the plan.`,
            },
          ],
    );
  });
  return issues.length > 0 ? refuseInput(issues) : accept(plans);
};
