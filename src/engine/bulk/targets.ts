import { parseInput } from '../../refusal/parse-input.ts';
import { accept, type Decided } from '../../refusal/refusal.ts';
import { deepFreeze } from '../../text/deep-freeze.ts';
import { type MoveTarget, moveTargets } from '../../workflow/move-targets.ts';
import type { Call } from '../call.ts';
import { takeInHand } from '../commands/ticket-in-hand.ts';
import { offeredTransitions } from '../offered-transitions.ts';
import { sees } from '../sees.ts';
import { selected } from './bulk-options.ts';

/** Where the selected tickets can be moved. */
export interface BulkTargets {
  readonly targets: readonly MoveTarget[];
  /** Selected tickets that there are not, or not for the actor. */
  readonly notFound: readonly string[];
}

/** Says where a selection can go, by the same rules that move each ticket. */
export const bulkTargets = async (rawTickets: unknown, call: Call): Promise<Decided<BulkTargets>> => {
  const input = parseInput(selected(call), { tickets: rawTickets });
  if (!input.ok) return input;
  const { tickets } = input.value;
  const loaded = await call.store.load({ tenant: call.context.tenant, tickets: { ids: tickets, details: [] } });
  const rows = loaded.tickets.map(({ row }) => row).filter((row) => sees(call, row));
  const found = new Set(rows.map(({ id }) => id));
  const offers = rows.map((row) => {
    const hand = takeInHand(row, call);
    return {
      kind: hand.ok && hand.value.area.mode === 'status' ? ('status' as const) : ('step' as const),
      workflow: row.workflow,
      step: hand.ok ? hand.value.ticket.step : row.step,
      category: row.category,
      offered: hand.ok ? offeredTransitions(hand.value, call.actor) : [],
    };
  });
  return accept(deepFreeze({ targets: moveTargets(offers), notFound: tickets.filter((id) => !found.has(id)) }));
};
