import type { Action } from '../ticket/action.ts';
import type { TicketEvent } from '../ticket/ticket-event.ts';
import type { Mail } from './mail.ts';

/** Actions that no mail told which a person has sent off: neither interim information nor a closing mail. */
export const untoldActions = (
  actions: readonly Action[],
  mails: readonly Pick<Mail, 'kind' | 'state' | 'ticketVersion'>[],
  events: readonly TicketEvent[],
): readonly Action[] => {
  const told = mails
    .filter(
      ({ kind, state }) => (kind === 'interim' || kind === 'closing') && (state === 'queued' || state === 'closed'),
    )
    .map(({ ticketVersion }) => ticketVersion);
  const published = new Map(
    events.flatMap((event) => (event.type === 'action.published' ? [[event.data.action, event.seq] as const] : [])),
  );
  return actions.filter(({ id, seq }) => (published.get(id) ?? seq) > Math.max(0, ...told));
};
