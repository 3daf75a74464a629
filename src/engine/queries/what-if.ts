import { z } from 'zod';
import { parseInput } from '../../refusal/parse-input.ts';
import { accept, type Decided, refuseInput } from '../../refusal/refusal.ts';
import { isRefused } from '../../refusal/refused-error.ts';
import { deepFreeze } from '../../text/deep-freeze.ts';
import { checkWorkflow } from '../../workflow/check/check-workflow.ts';
import type { Finding } from '../../workflow/check/finding.ts';
import type { StepPlan } from '../../workflow/compare/compare-options.ts';
import { compareWorkflows, type WorkflowComparison } from '../../workflow/compare/compare-workflows.ts';
import { histogramOf } from '../../workflow/versions/histogram.ts';
import type { WorkflowVersions } from '../../workflow/versions/workflow-versions.ts';
import type { Workflow } from '../../workflow/workflow.ts';
import { workflowDefinition } from '../../workflow/workflow-definition.ts';
import type { WorkflowDocument } from '../../workflow/workflow-document.ts';
import type { Call } from '../call.ts';
import { requireConfigAdmin } from '../settings/config-admin.ts';

/** A change of a workflow to think through. */
export interface WhatIfQuery {
  readonly area: string;
  /** What the workflow would be; the one of the same id is compared with it. */
  readonly workflow: Workflow | WorkflowDocument;
  /** Where tickets would go whose step is gone. Default: nowhere. */
  readonly plan?: StepPlan;
  /** Role → words, to say who could still close tickets. Default: not known. */
  readonly roles?: Readonly<Record<string, readonly string[]>>;
}

/** What a change would do to the tickets there are. */
export interface WhatIf extends WorkflowComparison {
  /** What is wrong with the new workflow by itself. */
  readonly problems: readonly Finding[];
}

const whatIfQuery = z.strictObject({
  area: z.string().max(255),
  workflow: z.custom<Workflow | WorkflowDocument>((value) => typeof value === 'object' && value !== null, {
    error: 'Give a workflow, as defineWorkflow returns it or as a document.',
  }),
  plan: z.unknown().optional(),
  roles: z.unknown().optional(),
});

/** Compares a workflow with what it would be, over all tickets of the tenant: how many would stand nowhere, or be closed by nobody. */
export const whatIf = async (raw: unknown, call: Call): Promise<Decided<WhatIf>> => {
  const allowed = requireConfigAdmin(call);
  if (!allowed.ok) return allowed;
  const query = parseInput(whatIfQuery, raw);
  if (!query.ok) return query;
  const { area: id, workflow, plan, roles } = query.value;
  const area = call.engine.configuration.areas.get(id);
  if (area === undefined) return refuseInput([unknown(['area'], [...call.engine.configuration.areas.keys()])]);
  return unlessRefused(async () => {
    const after = workflowDefinition(workflow);
    const before = area.workflows.get(after.id);
    if (before === undefined) return refuseInput([unknown(['workflow', 'id'], [...area.workflows.keys()])]);
    const counts = await call.store.stepCounts({ tenant: call.context.tenant, area: id, workflow: after.id });
    const histogram = histogramOf(counts, area.published.get(after.id) ?? neverPublished);
    const others = [...area.workflows.values()]
      .filter((other) => other.id !== after.id)
      .map((definition) => ({ workflow: { id: definition.id, definition } }));
    const known = { others, portal: area.portal !== null, ...(roles === undefined ? {} : { roles: roles as never }) };
    const comparison = compareWorkflows({ id: before.id, definition: before }, workflow, {
      histogram,
      ...known,
      ...(plan === undefined ? {} : { plan: plan as StepPlan }),
    });
    const { findings: problems } = checkWorkflow(workflow, { fields: area.fields, ...known });
    return accept(deepFreeze({ ...comparison, problems }));
  });
};

const neverPublished: WorkflowVersions = { versions: [], retired: false };

const unlessRefused = async <T>(run: () => Promise<Decided<T>>): Promise<Decided<T>> => {
  try {
    return await run();
  } catch (error) {
    if (!isRefused(error) || error.code !== 'invalid_input') throw error;
    const { code, message, issues, data } = error;
    return { ok: false, refusal: { code, message, issues, data } };
  }
};

const unknown = (path: readonly string[], options: readonly string[]) => ({
  path,
  code: 'not_an_option',
  message: `There is no such ${path[0]} here; choose one of ${options.join(', ')}.`,
  params: { options },
});
