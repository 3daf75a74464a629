import type { Instant } from '../ticket/instant.ts';
import type { TicketEvent } from '../ticket/ticket-event.ts';

/** Mails that tell the requester every external action there is when they are written. */
const tellsHistory: ReadonlySet<string> = new Set(['closing']);

/** When each action was first mailed to the requester, by its id: the first copy left then. */
export const mailedActions = (events: readonly TicketEvent[]): ReadonlyMap<string, Instant> => {
  const external = new Set<string>();
  const told = new Map<string, readonly string[]>();
  const mailed = new Map<string, Instant>();
  for (const event of events) {
    switch (event.type) {
      case 'action.added':
        if (event.data.action.visibility === 'external') external.add(event.data.action.id);
        break;
      case 'action.published':
        external.add(event.data.action);
        break;
      case 'action.edited':
        if (event.data.visibility.to === 'internal') external.delete(event.data.action);
        break;
      case 'action.removed':
        external.delete(event.data.action);
        break;
      case 'mail.drafted':
      case 'mail.queued':
        if (tellsHistory.has(event.data.kind) && !told.has(event.data.mail)) told.set(event.data.mail, [...external]);
        break;
      case 'mail.sent':
        for (const id of told.get(event.data.mail) ?? []) if (!mailed.has(id)) mailed.set(id, event.at);
        break;
    }
  }
  return mailed;
};
