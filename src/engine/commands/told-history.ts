import type { ResolvedArea } from '../../area/resolved-area.ts';
import type { MailKind } from '../../notifications/mail.ts';
import { untoldActions } from '../../notifications/untold-actions.ts';
import type { TicketDetail, TicketDetails } from '../../ports/store.ts';
import type { Action } from '../../ticket/action.ts';
import { externalHistory } from '../../ticket/external-history.ts';
import type { Plan } from '../plan.ts';

/** What has to be read for a closing mail, which tells the whole history. */
export const closingDetails: readonly TicketDetail[] = ['actions', 'sources'];
/** What has to be read for interim information: also what the requester was told before. */
export const interimDetails: readonly TicketDetail[] = [...closingDetails, 'mails', 'events'];

/** What a mail of this kind tells the requester and answers; `more` are actions that the same command adds. */
export const toldHistory = (
  kind: MailKind,
  { onlyUncommunicated }: Pick<ResolvedArea, 'onlyUncommunicated'>,
  details: TicketDetails | undefined,
  more: readonly Action[] = [],
): Pick<Plan, 'externalActions' | 'answered'> => {
  const actions = [...(details?.actions ?? []), ...more];
  const source = details?.sources.at(-1);
  return {
    externalActions: externalHistory(
      kind === 'interim' && onlyUncommunicated
        ? untoldActions(actions, details?.mails ?? [], details?.events ?? [])
        : actions,
    ),
    answered:
      source === undefined ? null : { messageId: source.messageId, references: [], replyTo: [], automatic: false },
  };
};
