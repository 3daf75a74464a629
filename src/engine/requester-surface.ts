import { isInScope, type RequesterTicket, requesterTicket } from '../portal/requester-ticket.ts';
import { accept, type Decided, refuseNotFound } from '../refusal/refusal.ts';
import { deepFreeze } from '../text/deep-freeze.ts';
import type { Call } from './call.ts';
import type { Engine } from './engine.ts';
import { openCall } from './open-call.ts';

/** The requester's side: another, smaller surface. */
export interface Portal {
  /** One of the requester's tickets. */
  get(ticket: string): Promise<RequesterTicket>;
  /** By its number, without regard to case and surrounding space. */
  byNumber(number: string): Promise<RequesterTicket>;
}

export const requesterSurface = (
  engine: Engine,
  tenant: string,
  requester: { readonly contact: string; readonly person?: string },
): Portal => {
  const who = { engine, tenant, actor: requester };
  const find = async (
    by: { readonly ids: readonly string[] } | { readonly numbers: readonly string[] },
    call: Call,
  ): Promise<Decided<RequesterTicket>> => {
    const { tickets } = await call.engine.store.load({ tenant, tickets: { ...by, details: ['actions'] } });
    const [found] = tickets;
    const area = found === undefined ? undefined : engine.configuration.areas.get(found.row.area);
    if (found === undefined || area === undefined || !isInScope(found.row, area, requester))
      return refuseNotFound('ticket');
    return accept(deepFreeze(requesterTicket(found.row, found.details.actions, area)));
  };
  return Object.freeze({
    get: (ticket: string) => openCall(who, 'portal.get', (call) => find({ ids: [ticket] }, call)),
    byNumber: (number: string) => openCall(who, 'portal.byNumber', (call) => find({ numbers: [number.trim()] }, call)),
  });
};
