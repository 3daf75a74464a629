import type { ActivityLink } from '../../src/ticket/activity-link.ts';
import type { TicketEvent } from '../../src/ticket/ticket-event.ts';

/** Who is linked where, as the history of a ticket tells it. */
export const foldLinks = (ticket: string, events: readonly TicketEvent[]): readonly ActivityLink[] => {
  const links = new Map<string, ActivityLink>();
  for (const event of events) {
    if (event.type !== 'activity.linked' && event.type !== 'activity.unlinked') continue;
    const key = `${event.data.type} ${event.data.id}`;
    if (event.type === 'activity.unlinked') links.delete(key);
    else links.set(key, { ...event.data, ticket, linkedBy: event.actor, linkedAt: event.at });
  }
  return [...links.values()];
};
