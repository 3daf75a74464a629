import type { Place, TicketEvent } from '../ticket/ticket-event.ts';
import type { ReturnTarget, TransitionTarget, WorkflowEntry } from './definition.ts';
import { placeOf, type Workflows } from './place.ts';
import { stepLog } from './step-log.ts';

/** Does it lead to where the ticket came from? */
export const leadsBack = (to: TransitionTarget): to is ReturnTarget =>
  typeof to === 'object' && to !== null && 'return' in to;

/** The step that a transition of a workflow leads to, as it is now; null: there is none (any more). */
export const targetPlace = (
  to: TransitionTarget,
  workflow: string,
  area: Workflows,
  history: readonly TicketEvent[],
): Place | null => {
  if (typeof to === 'string') return entryPlace({ workflow, step: to }, area);
  if (!leadsBack(to)) return entryPlace(to, area);
  const from = cameFrom(workflow, history);
  return (from === null ? null : entryPlace(from, area)) ?? entryPlace(to.fallback, area);
};

/** Whoever writes definitions without a compiler may forget it. */
const entryPlace = (entry: WorkflowEntry | null | undefined, area: Workflows): Place | null =>
  entry == null ? null : placeOf(area, entry.workflow, entry.step);

/** The log is the stack: the last entry that led from another workflow into this one. */
const cameFrom = (workflow: string, history: readonly TicketEvent[]): Place | null =>
  stepLog(history).findLast(({ from, to }) => from !== null && from.workflow !== workflow && to.workflow === workflow)
    ?.from ?? null;
