import type { HostActivity } from '../ports/activities.ts';
import type { Loaded } from '../ports/store.ts';
import { accept, type Decided, refuseNotFound } from '../refusal/refusal.ts';
import type { TicketRow } from '../ticket/ticket-row.ts';
import { type DecidedLink, refuseNotLinkable } from './decide-link.ts';

export interface UnlinkFacts {
  readonly ticket: TicketRow;
  /** What the host says of the activity; undefined: it does not know it any more. */
  readonly found: HostActivity | undefined;
  readonly current: Loaded['activity'];
}

/** Takes an activity from its ticket. The activity stays where it is; one that is gone there can still be taken away here. */
export const decideUnlink = ({ ticket, found, current }: UnlinkFacts): Decided<DecidedLink> => {
  if (current?.ticket.id !== ticket.id || found?.visible === false) return refuseNotFound('activity');
  if (found?.linkable === false) return refuseNotLinkable();
  const { type, id } = current.link;
  return accept({
    events: [{ type: 'activity.unlinked', data: { type, id } }],
    changes: [{ before: current.link, after: null }],
    from: null,
  });
};
