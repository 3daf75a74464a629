import type { Action } from '../ticket/action.ts';
import type { TicketEvent } from '../ticket/ticket-event.ts';
import type { Mail } from './mail.ts';

/** Actions that no mail told which a person has sent off: neither interim information, nor a closing mail, nor one of their own. */
export const untoldActions = (
  actions: readonly Action[],
  mails: readonly Pick<Mail, 'kind' | 'state' | 'ticketVersion'>[],
  events: readonly TicketEvent[],
): readonly Action[] => {
  const left = mails.filter(({ state }) => state === 'queued' || state === 'closed');
  const versionsOf = (...kinds: readonly string[]) =>
    left.filter(({ kind }) => kinds.includes(kind)).map(({ ticketVersion }) => ticketVersion);
  const told = versionsOf('interim', 'closing');
  const alone = versionsOf('bulk');
  const published = new Map(
    events.flatMap((event) => (event.type === 'action.published' ? [[event.data.action, event.seq] as const] : [])),
  );
  return actions.filter(({ id, seq }) => (published.get(id) ?? seq) > Math.max(0, ...told) && !alone.includes(seq));
};
