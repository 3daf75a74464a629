import { accept, type Decided, refuse } from '../../refusal/refusal.ts';
import type { Json } from '../../text/merge-patch.ts';
import type { Call } from '../call.ts';
import { checkedSettings } from '../settings/decide-settings.ts';
import { writeSettings } from '../settings/write-settings.ts';
import { readReference, requireStored } from './workflow-reference.ts';

/** Lets a workflow take no tickets any more; those in it go on. */
export const retireWorkflow = async (input: unknown, options: unknown, call: Call): Promise<Decided<undefined>> => {
  const known = readReference(input, call);
  if (!known.ok) return known;
  const { area, workflow } = known.value;
  const stored = requireStored(area, call);
  if (!stored.ok) return stored;
  const written = await writeSettings(
    {
      name: 'workflows.retire',
      input: { area, workflow },
      decide: async (before) => {
        const { areas = {} } = before.document;
        const own = (areas[area] ?? {}) as { readonly workflows?: readonly { readonly id: string }[] };
        if (own.workflows?.some(({ id }) => id === workflow) !== true) {
          return refuse('already_done', `Workflow "${workflow}" takes no tickets any more.`);
        }
        const rest = { ...own, workflows: own.workflows.filter(({ id }) => id !== workflow) } as unknown as Json;
        const document = { ...before.document, areas: { ...areas, [area]: rest } };
        return checkedSettings(document, before, call.configurations, { area, workflow });
      },
    },
    options,
    call,
  );
  return written.ok ? accept(undefined) : written;
};
