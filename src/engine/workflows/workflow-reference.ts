import { z } from 'zod';
import { parseInput } from '../../refusal/parse-input.ts';
import { accept, type Decided, refuseInput } from '../../refusal/refusal.ts';
import { versionsOf, type WorkflowVersions } from '../../workflow/versions/workflow-versions.ts';
import type { Call } from '../call.ts';
import { requireConfigAdmin } from '../settings/config-admin.ts';
import type { WorkflowReference } from './workflows-surface.ts';

export const workflowReference = z.strictObject({ area: z.string().max(255), workflow: z.string().max(255) });

/** A workflow that there is or was, and its versions. */
export interface KnownWorkflow extends WorkflowReference {
  readonly published: WorkflowVersions;
}

/** Reads which workflow is meant, for whoever may change it. */
export const readReference = (input: unknown, call: Call): Decided<KnownWorkflow> => {
  const allowed = requireConfigAdmin(call);
  if (!allowed.ok) return allowed;
  const parsed = parseInput(workflowReference, input);
  return parsed.ok ? knownWorkflow(parsed.value, call) : parsed;
};

export const knownWorkflow = ({ area, workflow }: WorkflowReference, call: Call): Decided<KnownWorkflow> => {
  const { areas } = call.engine.configuration;
  const known = areas.get(area);
  if (known === undefined) return refuseInput([unknown('area', [...areas.keys()])]);
  const published = known.published.get(workflow) ?? versionsOf({}, area, workflow);
  return known.workflows.has(workflow) || published.versions.length > 0
    ? accept({ area, workflow, published })
    : refuseInput([unknown('workflow', [...known.workflows.keys()])]);
};

const unknown = (what: 'area' | 'workflow', options: readonly string[]) => ({
  path: [what],
  code: 'not_an_option',
  message: `There is no such ${what} here; choose one of ${options.join(', ')}.`,
  params: { options },
});

/** Refused where code says what the workflows of an area are. */
export const requireStored = (area: string, call: Call): Decided<null> => {
  if (call.configurations.coded.some(({ id }) => id === area)) {
    const message = `Code defines the workflows of area "${area}"; change them there, and deploy it.`;
    return refuseInput([{ path: ['area'], code: 'owned_by_code', message }]);
  }
  const { areas } = call.configurations.of(call.context.tenant).document;
  return Object.hasOwn(areas ?? {}, area) ? accept(null) : refuseInput([unknown('area', Object.keys(areas ?? {}))]);
};
