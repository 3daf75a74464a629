import type { Actor } from './actor.ts';
import type { Instant } from './instant.ts';
import type { TicketEvent } from './ticket-event.ts';

/** Who was responsible for a ticket, from when until when. */
export interface Responsibility {
  readonly user: string;
  readonly from: Instant;
  /** Null: still is. */
  readonly until: Instant | null;
  /** Who made it so. */
  readonly by: Actor;
}

/** The chain of responsibles, as the history tells it, oldest first. */
export const responsibles = (events: readonly TicketEvent[]): readonly Responsibility[] => {
  const changes = events.flatMap(({ type, data, at, actor }) => {
    if (type === 'ticket.created')
      return [{ user: (data as { responsible: string }).responsible, from: at, by: actor }];
    return type === 'ticket.responsible_changed' ? [{ user: (data as { to: string }).to, from: at, by: actor }] : [];
  });
  return changes.map((change, index) => ({ ...change, until: changes[index + 1]?.from ?? null }));
};
