import type { ResolvedArea } from '../area/resolved-area.ts';
import type { Refusal } from '../refusal/refusal.ts';
import type { Instant } from '../ticket/instant.ts';
import type { TicketEvent } from '../ticket/ticket-event.ts';
import type { TicketRow } from '../ticket/ticket-row.ts';
import { workflowOf } from './decide-transition.ts';
import type { StepTimer } from './definition.ts';
import { momentAfter } from './duration.ts';
import { stepLog } from './step-log.ts';

/** A transition that the desk will take by itself, if the ticket stays where it is until then. */
export interface TimedTransition {
  /** Made of ticket, stay and timer. */
  readonly id: string;
  readonly ticket: string;
  /** Id of the timer in the step. */
  readonly timer: string;
  /** Which stay in the step it belongs to: the version of the ticket that began it. */
  readonly stay: number;
  /** When it is to be taken; it does not move any more. */
  readonly dueAt: Instant;
  /** `dropped`: the step has no such timer any more. */
  readonly state: 'waiting' | 'dropped';
  /** When it is tried next; at first when it is due. */
  readonly tryAt: Instant;
  /** How often it was tried and could not be taken. */
  readonly attempts: number;
  /** Why it could not be taken the last time; null: it was not tried yet. */
  readonly refusal: Pick<Refusal, 'code' | 'message' | 'issues'> | null;
  readonly leasedUntil: Instant | null;
  readonly version: number;
}

/** What a ticket waits for now that this has happened to it, in place of what it waited for before; null: it stays as it was. */
export const timedTransitions = (
  events: readonly TicketEvent[],
  ticket: TicketRow,
  area: ResolvedArea,
): readonly TimedTransition[] | null => {
  const stay = stayBegun(events);
  return stay === null
    ? null
    : stepTimersOf(ticket, area).map(({ id: timer, after }): TimedTransition => {
        const dueAt = momentAfter(stay.at, after, area.timeZone);
        return {
          id: `${ticket.id}:${stay.seq}:${timer}`,
          ticket: ticket.id,
          timer,
          stay: stay.seq,
          dueAt,
          state: 'waiting',
          tryAt: dueAt,
          attempts: 0,
          refusal: null,
          leasedUntil: null,
          version: 1,
        };
      });
};

/** The event that began the last stay in a step: every entry of the step log begins one, also one from a step into itself. */
export const stayBegun = (events: readonly TicketEvent[]): TicketEvent | null =>
  events.findLast((event) => stepLog([event]).length > 0) ?? null;

/** The timers of the step that a ticket stands in, by its definition of now. */
export const stepTimersOf = (ticket: TicketRow, area: ResolvedArea): readonly StepTimer[] => {
  const workflow = workflowOf(ticket, area);
  if (!workflow.ok) return [];
  return workflow.value.definition.steps.find(({ id }) => id === ticket.step)?.timers ?? [];
};
