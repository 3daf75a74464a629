import { z } from 'zod';
import type { Condition } from '../../condition/condition.ts';
import type { ResolvedCondition } from '../../condition/resolved-condition.ts';
import { parseInput } from '../../refusal/parse-input.ts';
import { accept, type Decided, refuseInput } from '../../refusal/refusal.ts';
import { userOf } from '../../ticket/actor.ts';
import type { SortPosition } from '../../ticket/ticket-sort.ts';
import { areaOf } from '../area-of.ts';
import type { Call } from '../call.ts';
import { updateCommand } from '../commands/update.ts';
import { idInput } from '../id-input.ts';
import { filterIssues, visibleWhere } from '../queries/list-tickets-filter.ts';
import type { Begun } from './begun.ts';
import { type BulkOptions, bulkOptions } from './bulk-options.ts';
import type { BulkCommand } from './decide-chunk.ts';
import { countSelected, oldestFirst } from './oldest-first.ts';

/** To whom the tickets of somebody go. */
interface HandOverAllInput {
  readonly from: string;
  readonly to: string;
  /** Further conditions, as lists take them. */
  readonly where?: unknown;
  readonly closed?: boolean | undefined;
  readonly inform?: boolean | undefined;
}

const handOverAllInput: z.ZodType<HandOverAllInput> = z.strictObject({
  from: idInput(),
  to: idInput(),
  where: z.unknown().optional(),
  closed: z.boolean().optional(),
  inform: z.boolean().optional(),
});

/** Hands one of the tickets over, as an edit does: where the area would ask whom to inform, the answer is given here. */
const handOverAllCommand: BulkCommand<HandOverAllInput> = {
  repeats: updateCommand.repeats,
  ticket: (_input, loaded) => loaded.tickets[0],
  name: 'bulk.handOverAll',
  load: ({ ticket, values }, gathered, call) =>
    updateCommand.load({ ticket, values: { input: { responsible: values.to } } }, gathered, call),
  people: ({ ticket, values }, loaded, call, gathered) =>
    updateCommand.people({ ticket, values: { input: { responsible: values.to } } }, loaded, call, gathered),
  decide: ({ ticket, values: { to, inform = false } }, facts) => {
    const row = facts.loaded.tickets[0]?.row;
    const area = row === undefined ? null : areaOf(row, facts.call);
    const asks = area?.ok === true && area.value.handOver === 'ask';
    const told = inform && to !== userOf(facts.call.actor) ? [to] : [];
    return updateCommand.decide(
      { ticket, values: { input: { responsible: to }, ...(asks ? { inform: told } : {}) } },
      facts,
    );
  },
};

/** Reads to whom the tickets of somebody go, and counts them. */
export const beginHandOverAll = async (
  raw: unknown,
  rawOptions: unknown,
  call: Call,
): Promise<Decided<Begun<HandOverAllInput, SortPosition>>> => {
  const values = parseInput(handOverAllInput, raw);
  if (!values.ok) return values;
  const issues = filterIssues(values.value.where, call);
  if (issues.length > 0) return refuseInput(issues);
  const options = parseInput(bulkOptions, rawOptions ?? {});
  if (!options.ok) return options;
  const total = await countSelected(ticketsOf(values.value, call), call);
  return accept({
    work: { command: handOverAllCommand, values: values.value, key: options.value.idempotencyKey, oneInput: true },
    selection: {
      total,
      chunk: (from, chunkCall) => oldestFirst(ticketsOf(values.value, chunkCall), from, chunkCall),
      rest: () => [],
    },
    options: options.value as BulkOptions,
  });
};

/** Those that the actor sees, with the filter that he gives. */
const ticketsOf = ({ from, where, closed = false }: HandOverAllInput, call: Call): ResolvedCondition | null => {
  const conditions: readonly Condition[] = [
    { field: 'responsible', is: from },
    ...(closed ? [] : [{ field: 'category', isNot: 'closed' } as const]),
    ...(where === undefined ? [] : [where as Condition]),
  ];
  return visibleWhere({ all: conditions }, call);
};
