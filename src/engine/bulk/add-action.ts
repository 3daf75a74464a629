import { z } from 'zod';
import { parseInput } from '../../refusal/parse-input.ts';
import { accept, type Decided } from '../../refusal/refusal.ts';
import type { Call } from '../call.ts';
import { type ActionInput, actionInput, addActionCommand } from '../commands/add-action.ts';
import { type Begun, type BulkCall, beginListed } from './begun.ts';
import type { BulkCommand } from './decide-chunk.ts';

/** One action for several tickets. */
type BulkActionInput = Omit<ActionInput, 'thenInterimDraft'> & { readonly send?: boolean | undefined };

const bulkActionInput: z.ZodType<BulkActionInput> = actionInput
  .omit({ thenInterimDraft: true })
  .extend({ send: z.boolean().optional() })
  .refine(({ visibility, send }) => visibility === 'external' || send !== true, {
    path: ['send'],
    error: 'An internal action is not for the requester: make it external, or do not send it.',
    params: { code: 'internal_not_sendable' },
  });

/** Adds the action to one of the tickets, as to a single one; sent, it is told to the requester in a mail of its own. */
const bulkAddActionCommand: BulkCommand<BulkActionInput> = {
  ...addActionCommand,
  name: 'bulk.addAction',
  decide: ({ ticket, values: { send = false, ...action } }, facts) => {
    const plan = addActionCommand.decide({ ticket, values: action }, facts);
    if (!plan.ok || !send) return plan;
    const seq = (plan.value.before?.version ?? 0) + 1;
    const added = plan.value.events.flatMap((event) =>
      event.type === 'action.added' ? [{ ...event.data.action, ticket, seq }] : [],
    );
    return accept({
      ...plan.value,
      via: 'bulk',
      externalActions: added,
      requesterMail: { kind: 'bulk', mode: 'queued' },
    });
  },
};

/** Reads an action for several tickets. What is wrong with it is wrong for all of them. */
export const beginAddAction = (
  raw: unknown,
  selection: BulkCall,
  call: Call,
): Decided<Begun<BulkActionInput, number>> => {
  const values = parseInput(bulkActionInput, raw);
  return values.ok ? beginListed(bulkAddActionCommand, values.value, selection, call, { oneInput: true }) : values;
};
