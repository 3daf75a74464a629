import { mailedActions } from '../actions/mailed-actions.ts';
import type { TicketDetails } from '../ports/store.ts';
import type { Action } from '../ticket/action.ts';
import type { NewEvent } from '../ticket/ticket-event.ts';
import type { Warning } from '../ticket/warning.ts';

/** Whoever changes what the requester was mailed already is told so: the mail is not called back. */
export const mailedWarnings = (
  action: Action,
  changes: readonly NewEvent[],
  details: Pick<TicketDetails, 'events' | 'mails'> | undefined,
): readonly Warning[] => {
  const at = mailedActions(details?.events ?? [], details?.mails ?? []).get(action.id);
  return at === undefined || changes.length === 0
    ? []
    : [
        {
          code: 'already_mailed',
          message: 'The requester was mailed this action as it was before; the mail cannot be called back.',
          params: { action: action.id, at },
        },
      ];
};
