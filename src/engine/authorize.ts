import { evaluateCondition } from '../condition/evaluate-condition.ts';
import type { AreaGrant, Grants } from '../ports/authorizer.ts';
import type { CallContext } from '../ports/call-context.ts';
import { accept, type Decided, refuse } from '../refusal/refusal.ts';
import { type Actor, userOf } from '../ticket/actor.ts';
import { ticketFacts } from '../ticket/ticket-facts.ts';
import type { TicketRow } from '../ticket/ticket-row.ts';
import type { Engine } from './engine.ts';

/** Asks the authorizer, once a command. One that throws grants nothing. */
export const grantsOf = async (
  engine: Pick<Engine, 'authorizer' | 'configuration' | 'logger'>,
  actor: Actor,
  context: CallContext,
): Promise<Decided<Grants>> => {
  try {
    return accept(await engine.authorizer.grants(actor, { ...context, catalogue: engine.configuration.catalogue }));
  } catch (error) {
    engine.logger?.warn('The authorizer failed; the call is refused.', { error });
    return refuse('forbidden', 'Permissions could not be checked; nothing was done.', { data: { permission: null } });
  }
};

const grantsIn = (grants: Grants, area: string): readonly AreaGrant[] =>
  [area, '*'].flatMap((id) => (Object.hasOwn(grants.areas, id) ? [grants.areas[id] as AreaGrant] : []));

/** Words that hold in an area whatever the ticket. */
export const areaPermissions = (grants: Grants, area: string): ReadonlySet<string> =>
  new Set(grantsIn(grants, area).flatMap((grant) => grant.permissions));

const isOwn = (ticket: TicketRow, actor: Actor): boolean => {
  const user = userOf(actor);
  return user !== null && (ticket.responsible === user || userOf(ticket.creator) === user);
};

/** Words that hold on this ticket: those of its area, and those held on one's own tickets. */
export const ticketPermissions = (grants: Grants, ticket: TicketRow, actor: Actor): ReadonlySet<string> =>
  new Set(
    grantsIn(grants, ticket.area).flatMap((grant) => [
      ...grant.permissions,
      ...(isOwn(ticket, actor) ? (grant.own ?? []) : []),
    ]),
  );

/** Does the ticket exist for this actor? Permission ∧ visible, the same for reads and commands. */
export const canSee = (grants: Grants, ticket: TicketRow, actor: Actor): boolean =>
  ticketPermissions(grants, ticket, actor).has('ticket.read') &&
  grantsIn(grants, ticket.area).some(
    (grant) =>
      grant.visible === 'all' ||
      (isOwn(ticket, actor) && (grant.own ?? []).length > 0) ||
      (grant.visible !== 'none' && evaluateCondition(grant.visible, ticketFacts(ticket), userOf(actor))),
  );

/** May the actor read this mailbox? */
export const canUseMailbox = (grants: Grants, mailbox: string): boolean =>
  grants.mailboxes.includes('*') || grants.mailboxes.includes(mailbox);
