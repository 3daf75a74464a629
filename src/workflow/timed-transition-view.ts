import type { ResolvedArea } from '../area/resolved-area.ts';
import type { Refusal } from '../refusal/refusal.ts';
import type { Instant } from '../ticket/instant.ts';
import type { TicketEvent } from '../ticket/ticket-event.ts';
import type { TicketRow } from '../ticket/ticket-row.ts';
import { workflowOf } from './decide-transition.ts';
import { stayBegun, stepTimersOf, type TimedTransition } from './timed-transition.ts';

/** A transition that the desk will take by itself, as an agent sees it. */
export interface TimedTransitionView {
  /** Of the timer in the step. */
  readonly id: string;
  readonly transition: { readonly id: string; readonly name: string };
  readonly dueAt: Instant;
  /** Why it could not be taken although it is due, how often it was tried, and when it is tried again; null: it was not tried yet. */
  readonly blocked:
    | (Pick<Refusal, 'code' | 'message' | 'issues'> & { readonly attempts: number; readonly nextTryAt: Instant })
    | null;
}

/** What will happen by itself to a ticket in the step it stands in, by the definition of now. */
export const timedTransitionViews = (
  ticket: TicketRow,
  {
    timedTransitions,
    events,
  }: { readonly timedTransitions: readonly TimedTransition[]; readonly events: readonly TicketEvent[] },
  area: ResolvedArea,
): readonly TimedTransitionView[] => {
  const workflow = workflowOf(ticket, area);
  const timers = stepTimersOf(ticket, area);
  const stay = stayBegun(events)?.seq;
  return timedTransitions.flatMap(({ timer: id, stay: of, state, dueAt, tryAt, attempts, refusal }) => {
    const named = timers.find((timer) => timer.id === id)?.transition;
    const transition = workflow.ok ? workflow.value.definition.transitions.find((one) => one.id === named) : undefined;
    if (transition === undefined || of !== stay || state === 'dropped') return [];
    return [
      {
        id,
        transition: { id: transition.id, name: transition.name },
        dueAt,
        blocked: refusal === null ? null : { ...refusal, attempts, nextTryAt: tryAt },
      },
    ];
  });
};
