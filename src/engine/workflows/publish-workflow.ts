import { z } from 'zod';
import { parseInput } from '../../refusal/parse-input.ts';
import { accept, type Decided, refuseInput } from '../../refusal/refusal.ts';
import { deepFreeze } from '../../text/deep-freeze.ts';
import type { Json } from '../../text/merge-patch.ts';
import { findingIssues } from '../../workflow/check/finding-issues.ts';
import type { StepPlan } from '../../workflow/compare/compare-options.ts';
import { compareWorkflows, type WorkflowComparison } from '../../workflow/compare/compare-workflows.ts';
import type { WorkflowDefinition } from '../../workflow/definition.ts';
import { histogramOf } from '../../workflow/versions/histogram.ts';
import { newestVersion, versionsOf } from '../../workflow/versions/workflow-versions.ts';
import type { Call } from '../call.ts';
import { refuseConfiguration } from '../configuration.ts';
import type { TenantConfiguration } from '../configurations.ts';
import { requireConfigAdmin } from '../settings/config-admin.ts';
import { checkedSettings } from '../settings/decide-settings.ts';
import { writeSettings } from '../settings/write-settings.ts';
import { draftOf, givenWorkflow, readGiven, withDraft } from './workflow-drafts.ts';
import { requireStored } from './workflow-reference.ts';

/** A workflow that was published. */
export interface PublishedWorkflow {
  /** The version that takes new tickets from now on. */
  readonly version: number;
  /** False: it makes of tickets what the version before made of them. */
  readonly changed: boolean;
  /** What it changes for the tickets there are. Null: it is a new workflow. */
  readonly comparison: WorkflowComparison | null;
}

const publishInput = z.strictObject({
  area: z.string().max(255),
  workflow: z.string().max(255),
  definition: givenWorkflow.optional(),
  plan: z.strictObject({ steps: z.record(z.string(), z.string()), reason: z.string().max(2000).optional() }).optional(),
});

/** Makes a version of a workflow that takes new tickets from now on. */
export const publishWorkflow = async (
  input: unknown,
  options: unknown,
  call: Call,
): Promise<Decided<PublishedWorkflow>> => {
  const allowed = requireConfigAdmin(call);
  if (!allowed.ok) return allowed;
  const parsed = parseInput(publishInput, input);
  if (!parsed.ok) return parsed;
  const { area, workflow, definition: given } = parsed.value;
  const stored = requireStored(area, call);
  if (!stored.ok) return stored;
  const plan = parsed.value.plan as StepPlan | undefined;
  const definition = given === undefined ? null : readGiven(given, 'definition');
  if (definition?.ok === false) return definition;
  let comparison: WorkflowComparison | null = null;
  const written = await writeSettings(
    {
      name: 'workflows.publish',
      input: parsed.value,
      publication: { area, workflow, plan },
      decide: async (before) => {
        const after = definition === null ? drafted(before, area, workflow) : definition;
        if (!after.ok) return after;
        if (after.value.id !== workflow) return refuseInput([otherId(after.value.id)]);
        const checked = checkedSettings(withWorkflow(before, area, after.value).document, before, call.configurations, {
          area,
          workflow,
        });
        if (!checked.ok) return checked;
        const compared = await compare(after.value, plan, before, area, call);
        if (!compared.ok) return compared;
        comparison = compared.value;
        return checked;
      },
    },
    options,
    call,
  );
  if (!written.ok) return written;
  const before = call.configurations.of(call.context.tenant);
  const versionIn = ({ document }: Pick<TenantConfiguration, 'document'>) =>
    versionsOf(document.versions ?? {}, area, workflow);
  const version = newestVersion(versionIn(written.value.settings));
  const changed = versionIn(before).versions.at(-1)?.version !== version;
  return accept(deepFreeze({ version, changed: changed && !written.value.replayed, comparison }));
};

const drafted = (before: TenantConfiguration, area: string, workflow: string): Decided<WorkflowDefinition> => {
  const draft = draftOf(before, { area, workflow });
  if (draft !== undefined) return readGiven(draft.workflow, 'draft');
  const message = `There is no draft of workflow "${workflow}"; save one, or give its definition.`;
  return refuseInput([{ path: ['definition'], code: 'required', message }]);
};

const otherId = (id: string) => ({
  path: ['definition', 'id'],
  code: 'not_an_option',
  message: `The definition is that of workflow "${id}"; name that one.`,
});

/** The settings with this definition of a workflow in the place that it had, and without its draft. */
const withWorkflow = (
  before: TenantConfiguration,
  area: string,
  definition: WorkflowDefinition,
): TenantConfiguration => {
  const without = withDraft(before, { area, workflow: definition.id }, undefined);
  const { areas = {} } = without.document;
  const own = (areas[area] ?? {}) as { readonly workflows?: readonly { readonly id: string }[] };
  const workflows = own.workflows ?? [];
  const there = workflows.some(({ id }) => id === definition.id);
  const next = there
    ? workflows.map((one) => (one.id === definition.id ? definition : one))
    : [...workflows, definition];
  const changed = { ...own, workflows: next } as unknown as Json;
  return { ...without, document: { ...without.document, areas: { ...areas, [area]: changed } } };
};

/** What it means for the tickets there are; refused where one would stand nowhere, or be closed or opened without a reason. */
const compare = async (
  after: WorkflowDefinition,
  plan: StepPlan | undefined,
  before: TenantConfiguration,
  area: string,
  call: Call,
): Promise<Decided<WorkflowComparison | null>> => {
  const configured = before.configuration.areas.get(area);
  const present = configured?.workflows.get(after.id);
  if (present === undefined) return accept(null);
  const counts = await call.store.stepCounts({ tenant: call.context.tenant, area, workflow: after.id });
  const others = [...(configured?.workflows.values() ?? [])].filter(({ id }) => id !== after.id);
  const comparison = compareWorkflows(present, after, {
    histogram: histogramOf(counts, versionsOf(before.document.versions ?? {}, area, after.id)),
    others: others.map((one) => ({ workflow: one })),
    ...(plan === undefined ? {} : { plan }),
  });
  const issues = findingIssues(comparison.findings, []);
  return issues.length > 0 ? refuseConfiguration(issues) : accept(comparison);
};
