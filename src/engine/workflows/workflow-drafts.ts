import { z } from 'zod';
import type { WorkflowDraft } from '../../area/settings-document.ts';
import { parseInput } from '../../refusal/parse-input.ts';
import { accept, type Decided, refuse, refuseInput } from '../../refusal/refusal.ts';
import { deepFreeze } from '../../text/deep-freeze.ts';
import { toInstant } from '../../ticket/instant.ts';
import { checkWorkflow } from '../../workflow/check/check-workflow.ts';
import type { Finding } from '../../workflow/check/finding.ts';
import { readDefinition } from '../../workflow/check/read-definition.ts';
import type { WorkflowDefinition } from '../../workflow/definition.ts';
import type { Call } from '../call.ts';
import type { TenantConfiguration } from '../configurations.ts';
import { requireConfigAdmin } from '../settings/config-admin.ts';
import { writeSettings } from '../settings/write-settings.ts';
import { requireStored, workflowReference } from './workflow-reference.ts';
import type { WorkflowReference } from './workflows-surface.ts';

/** A draft that was saved. */
export interface SavedDraft {
  /** What is still wrong or odd with it; with an error it cannot be published. */
  readonly findings: readonly Finding[];
}

/** A workflow in code or in JSON: its own check says more than a schema could. */
export const givenWorkflow = z.custom<object>((value) => typeof value === 'object' && value !== null, {
  error: 'Give a workflow, as defineWorkflow returns it or as a document.',
});

const draftInput = z.strictObject({ area: z.string().max(255), workflow: givenWorkflow });

/** The definition that was given; refused with the paths below where it stood. */
export const readGiven = (given: object, path: string): Decided<WorkflowDefinition> => {
  const read = readDefinition(given);
  return read.ok ? read : refuseInput(read.refusal.issues.map((issue) => ({ ...issue, path: [path, ...issue.path] })));
};

/** Keeps what a workflow is to become. */
export const saveDraft = async (input: unknown, options: unknown, call: Call): Promise<Decided<SavedDraft>> => {
  const allowed = requireConfigAdmin(call);
  if (!allowed.ok) return allowed;
  const parsed = parseInput(draftInput, input);
  if (!parsed.ok) return parsed;
  const { area, workflow } = parsed.value;
  const stored = requireStored(area, call);
  if (!stored.ok) return stored;
  const definition = readGiven(workflow, 'workflow');
  if (!definition.ok) return definition;
  const draft: WorkflowDraft = {
    workflow: definition.value,
    at: toInstant(call.engine.clock.now()),
    by: call.actor,
  };
  const written = await writeSettings(
    {
      name: 'workflows.saveDraft',
      input: { area, workflow: definition.value },
      decide: async (before) => accept(withDraft(before, { area, workflow: definition.value.id }, draft)),
    },
    options,
    call,
  );
  if (!written.ok) return written;
  const configured = call.engine.configuration.areas.get(area);
  const others = [...(configured?.workflows.values() ?? [])].filter(({ id }) => id !== definition.value.id);
  const { findings } = checkWorkflow(definition.value, {
    fields: configured?.fields ?? {},
    others: others.map((one) => ({ workflow: one })),
    portal: configured?.portal != null,
  });
  return accept(deepFreeze({ findings }));
};

/** Throws a draft away. */
export const discardDraft = async (input: unknown, options: unknown, call: Call): Promise<Decided<undefined>> => {
  const allowed = requireConfigAdmin(call);
  if (!allowed.ok) return allowed;
  const parsed = parseInput(workflowReference, input);
  if (!parsed.ok) return parsed;
  const written = await writeSettings(
    {
      name: 'workflows.discardDraft',
      input: parsed.value,
      decide: async (before) =>
        draftOf(before, parsed.value) === undefined
          ? refuse('not_found', 'There is no draft of this workflow.')
          : accept(withDraft(before, parsed.value, undefined)),
    },
    options,
    call,
  );
  return written.ok ? accept(undefined) : written;
};

/** What a workflow is to become. */
export const draftOf = (
  { document }: Pick<TenantConfiguration, 'document'>,
  { area, workflow }: WorkflowReference,
): WorkflowDraft | undefined => document.drafts?.[area]?.[workflow];

/** The settings with another draft of this workflow, or without one. */
export const withDraft = (
  before: TenantConfiguration,
  { area, workflow }: WorkflowReference,
  draft: WorkflowDraft | undefined,
): TenantConfiguration => {
  const { drafts = {}, ...rest } = before.document;
  const { [workflow]: _, ...others } = drafts[area] ?? {};
  const own = draft === undefined ? others : { ...others, [workflow]: draft };
  const { [area]: _own, ...elsewhere } = drafts;
  const all = Object.keys(own).length === 0 ? elsewhere : { ...elsewhere, [area]: own };
  return { ...before, document: Object.keys(all).length === 0 ? rest : { ...rest, drafts: all } };
};
