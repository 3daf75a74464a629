import { evaluateCondition } from '../condition/evaluate-condition.ts';
import type { Grants } from '../ports/authorizer.ts';
import type { CallContext } from '../ports/call-context.ts';
import { accept, type Decided, refuse } from '../refusal/refusal.ts';
import { type Actor, userOf } from '../ticket/actor.ts';
import { ticketFacts } from '../ticket/ticket-facts.ts';
import type { TicketRow } from '../ticket/ticket-row.ts';
import { checkGrants } from './check-grants.ts';
import type { Engine } from './engine.ts';
import { grantsIn, visibleIn } from './visibility.ts';

/** Asks the authorizer, once a command. One that throws grants nothing. */
export const grantsOf = async (
  engine: Pick<Engine, 'authorizer' | 'configuration' | 'logger'>,
  actor: Actor,
  context: CallContext,
  needs: 'areas' | 'desk' = 'areas',
): Promise<Decided<Grants>> => {
  try {
    const { catalogue } = engine.configuration;
    const grants = await engine.authorizer.grants(actor, { ...context, catalogue });
    if (needs === 'desk') return accept({ ...grants, areas: {} });
    const checked = checkGrants(grants, engine.configuration);
    if (checked.ok || !('contact' in actor)) return checked;
    engine.logger?.warn('The authorizer gave a condition that cannot be used.', { issues: checked.refusal.issues });
    return unchecked;
  } catch (error) {
    engine.logger?.warn('The authorizer failed; the call is refused.', { error });
    return unchecked;
  }
};

/** Says nothing of why: that is for the host's log. */
const unchecked = refuse('forbidden', 'Permissions could not be checked; nothing was done.', {
  data: { permission: null },
});

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

/** Does the ticket exist for this actor? Lists ask the same of the store. */
export const canSee = (grants: Grants, ticket: TicketRow, actor: Actor): boolean => {
  const visible = visibleIn(grantsIn(grants, ticket.area));
  return visible !== null && evaluateCondition(visible, ticketFacts(ticket), userOf(actor));
};

/** May the actor read this mailbox? */
export const canUseMailbox = (grants: Grants, mailbox: string): boolean =>
  grants.mailboxes.includes('*') || grants.mailboxes.includes(mailbox);
