import type { Action } from '../ticket/action.ts';
import type { Mail } from './mail.ts';

/** Actions that no mail told which a person has sent off: neither interim information nor a closing mail. */
export const untoldActions = (
  actions: readonly Action[],
  mails: readonly Pick<Mail, 'kind' | 'state' | 'ticketVersion'>[],
): readonly Action[] => {
  const told = mails
    .filter(
      ({ kind, state }) => (kind === 'interim' || kind === 'closing') && (state === 'queued' || state === 'closed'),
    )
    .map(({ ticketVersion }) => ticketVersion);
  return actions.filter(({ seq }) => seq > Math.max(0, ...told));
};
