import { isInScope, type RequesterTicket, requesterTicket } from '../portal/requester-ticket.ts';
import { accept, type Decided, refuseNotFound } from '../refusal/refusal.ts';
import { deepFreeze } from '../text/deep-freeze.ts';
import type { Call } from './call.ts';
import { openCall } from './open-call.ts';
import type { Scope } from './scope.ts';

/** The requester's side: another, smaller surface. */
export interface Portal {
  /** One of the requester's tickets. */
  get(ticket: string): Promise<RequesterTicket>;
  /** By its number, without regard to case and surrounding space. */
  byNumber(number: string): Promise<RequesterTicket>;
}

export const requesterSurface = (
  scope: Scope,
  requester: { readonly contact: string; readonly person?: string },
): Portal => {
  const { configuration } = scope.engine;
  const find = async (
    by: { readonly ids: readonly string[] } | { readonly numbers: readonly string[] },
    call: Call,
  ): Promise<Decided<RequesterTicket>> => {
    const { tickets } = await call.store.load({
      tenant: call.context.tenant,
      tickets: { ...by, details: ['actions'] },
    });
    const [found] = tickets;
    const area = found === undefined ? undefined : configuration.areas.get(found.row.area);
    if (found === undefined || area === undefined || !isInScope(found.row, area, requester))
      return refuseNotFound('ticket');
    return accept(deepFreeze(requesterTicket(found.row, found.details.actions, area)));
  };
  return Object.freeze({
    get: (ticket: string) => openCall(scope, requester, 'portal.get', (call) => find({ ids: [ticket] }, call)),
    byNumber: (number: string) =>
      openCall(scope, requester, 'portal.byNumber', (call) => find({ numbers: [number.trim()] }, call)),
  });
};
