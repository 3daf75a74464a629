import type { StoredTicket, TicketDetail } from '../../ports/store.ts';
import { accept, type Decided, refuseNotFound } from '../../refusal/refusal.ts';
import { isPlainId } from '../../text/plain-id.ts';
import type { Call } from '../call.ts';
import { sees } from '../sees.ts';

/** A ticket by id or by number, if the actor may see it; the same answer for unknown and hidden ones. */
export const findTicket = async (
  by: { readonly id: string } | { readonly number: string },
  details: readonly TicketDetail[],
  call: Call,
): Promise<Decided<StoredTicket>> => {
  if (!isPlainId('id' in by ? by.id : by.number)) return refuseNotFound('ticket');
  const { tickets } = await call.store.load({
    tenant: call.context.tenant,
    tickets: { ...('id' in by ? { ids: [by.id] } : { numbers: [by.number.trim()] }), details },
  });
  const [found] = tickets;
  return found !== undefined && sees(call, found.row) ? accept(found) : refuseNotFound('ticket');
};
