import type { Refusal } from '../refusal/refusal.ts';
import type { Call } from './call.ts';
import { sees } from './sees.ts';
import { ticketView } from './ticket-view.ts';

type Refused = { readonly ok: false; readonly refusal: Refusal };

/** Shows the ticket that a refusal names as it is now, to those who may see it; to others it is not named at all. */
export const describeTicket = async (refused: Refused, call: Call): Promise<Refused> => {
  const { ticket, ...data } = refused.refusal.data;
  if (typeof ticket !== 'string') return refused;
  const { tickets } = await call.store.load({ tenant: call.context.tenant, tickets: { ids: [ticket], details: [] } });
  const row = tickets[0]?.row;
  // What an agent sees of a ticket is not for a requester: he asks for his own view of it.
  const visible = row !== undefined && !('contact' in call.actor) && sees(call, row);
  return {
    ok: false,
    refusal: { ...refused.refusal, data: visible ? { ...data, ticket: ticketView(row, call) } : data },
  };
};
