import type { Actor } from '../ticket/actor.ts';
import type { Instant } from '../ticket/instant.ts';
import type { Place, TicketEvent } from '../ticket/ticket-event.ts';

/** One entry of the step log: which step was reached when, by whom, how and why. */
export interface StepLogEntry {
  /** Position in the log; 1 is the creation. */
  readonly seq: number;
  readonly at: Instant;
  readonly actor: Actor;
  readonly kind: 'created' | 'moved' | 'switched';
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
  const entries = events.flatMap((event): readonly Omit<StepLogEntry, 'seq' | 'dwell'>[] => {
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
        return [{ ...common, kind: 'created', from: null, to: event.data.place }];
      case 'ticket.workflow_switched':
        return [{ ...common, kind: 'switched', from: event.data.from, to: event.data.to }];
      case 'ticket.moved': {
        const { transition, transitionName, from, to, comment, responsible, via } = event.data;
        return [
          {
            ...common,
            kind: 'moved',
            from,
            to,
            comment,
            via,
            responsible: responsible ?? null,
            transition: { id: transition, name: transitionName },
          },
        ];
      }
      default:
        return [];
    }
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
