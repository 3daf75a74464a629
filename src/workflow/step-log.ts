import type { Actor } from '../ticket/actor.ts';
import type { Instant } from '../ticket/instant.ts';
import type { Place, TicketEvent } from '../ticket/ticket-event.ts';

/** One entry of the step log: which step was reached when, by whom, how and why. */
export interface StepLogEntry {
  /** Position in the log; 1 is the creation. */
  readonly seq: number;
  readonly at: Instant;
  readonly actor: Actor;
  /** `migrated`: it came into another version of the workflow; then `comment` is the reason of the plan. */
  readonly kind: 'created' | 'moved' | 'switched' | 'migrated';
  readonly from: Place | null;
  readonly to: Place;
  readonly transition: { readonly id: string; readonly name: string } | null;
  readonly comment: string | null;
  readonly responsible: { readonly from: string; readonly to: string } | null;
  readonly via: 'single' | 'bulk' | 'system';
  /** Milliseconds until the next entry; null for the current step. */
  readonly dwell: number | null;
}

/** The step log of a history: read from the events, so that it can neither be edited nor disagree with them. */
export const stepLog = (events: readonly TicketEvent[]): readonly StepLogEntry[] => {
  let stands: Place | null = null;
  const entries = events.flatMap((event): readonly Omit<StepLogEntry, 'seq' | 'dwell'>[] => {
    const came = entryOf(event, stands);
    stands = came?.to ?? stands;
    return came === null ? [] : [came];
  });
  return entries.map((entry, index) => {
    const next = entries[index + 1];
    return {
      seq: index + 1,
      ...entry,
      dwell: next === undefined ? null : Math.max(0, Date.parse(next.at) - Date.parse(entry.at)),
    };
  });
};

/** What an event says of where the ticket stands; null: nothing. */
const entryOf = (event: TicketEvent, stood: Place | null): Omit<StepLogEntry, 'seq' | 'dwell'> | null => {
  const common = {
    at: event.at,
    actor: event.actor,
    comment: null,
    responsible: null,
    transition: null,
    via: 'single',
  } as const;
  switch (event.type) {
    case 'ticket.created':
      return { ...common, kind: 'created', from: null, to: event.data.place };
    case 'ticket.workflow_switched':
      return { ...common, kind: 'switched', from: event.data.from, to: event.data.to };
    case 'ticket.migrated':
      return { ...common, kind: 'migrated', from: stood, to: event.data.to, comment: event.data.reason };
    case 'ticket.moved': {
      const { transition, transitionName, from, to, comment, responsible, via } = event.data;
      return {
        ...common,
        kind: 'moved',
        from,
        to,
        comment,
        via,
        responsible: responsible ?? null,
        transition: { id: transition, name: transitionName },
      };
    }
    default:
      return null;
  }
};
