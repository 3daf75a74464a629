import type { Instant } from '../ticket/instant.ts';
import type { TicketEvent } from '../ticket/ticket-event.ts';

/** A written mail, as far as it matters here. */
export interface TellingMail {
  readonly id: string;
  readonly kind: string;
  /** The version of the ticket that it tells of: that of its last writing. */
  readonly ticketVersion: number;
}

/** Mails that tell the requester every external action there is when they are written. */
const tellsHistory: ReadonlySet<string> = new Set(['interim', 'closing']);
/** Mails that tell the one action that was added with them. */
const tellsOne = 'bulk';

/** When each action was first mailed to the requester, by its id: the first copy left then. */
export const mailedActions = (
  events: readonly TicketEvent[],
  mails: readonly TellingMail[],
): ReadonlyMap<string, Instant> => {
  const versions = new Map(
    mails.filter(({ kind }) => tellsHistory.has(kind)).map(({ id, ticketVersion }) => [id, ticketVersion]),
  );
  const wanted = new Set(versions.values());
  const alone = new Map(
    mails.filter(({ kind }) => kind === tellsOne).map(({ id, ticketVersion }) => [id, ticketVersion]),
  );
  const added = new Map<number, string>();
  const external = new Set<string>();
  const told = new Map<number, readonly string[]>();
  const mailed = new Map<string, Instant>();
  for (const event of events) {
    switch (event.type) {
      case 'action.added':
        if (event.data.action.visibility === 'external') external.add(event.data.action.id);
        added.set(event.seq, event.data.action.id);
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
      case 'mail.sent':
        for (const id of [
          ...(told.get(versions.get(event.data.mail) ?? 0) ?? []),
          ...[added.get(alone.get(event.data.mail) ?? 0)].filter((one) => one !== undefined),
        ])
          if (!mailed.has(id)) mailed.set(id, event.at);
        break;
    }
    if (wanted.has(event.seq)) told.set(event.seq, [...external]);
  }
  return mailed;
};
