import { z } from 'zod';
import { accept, type Decided, refuse, refuseNotFound } from '../../refusal/refusal.ts';
import { requirePermission, requireUnlocked } from '../../ticket/closed-lock.ts';
import type { Document } from '../../ticket/document.ts';
import { ticketPermissions } from '../authorize.ts';
import type { Command, CommandFacts } from '../command.ts';
import { idInput } from '../id-input.ts';
import type { Plan } from '../plan.ts';
import { sees } from '../sees.ts';
import type { TicketInHand } from './ticket-in-hand.ts';

const documentReference = z
  .union([idInput(), z.looseObject({ id: idInput() })], { error: 'Give a document or its id.' })
  .transform((value) => (typeof value === 'string' ? value : value.id));

/** A document in hand, with its ticket and all documents of that. */
export interface DocumentInHand extends TicketInHand {
  readonly document: Document;
  readonly documents: readonly Document[];
}

interface OnDocument<Values> {
  readonly name: string;
  readonly values: z.ZodType<Values>;
  readonly decide: (
    values: Values,
    hand: DocumentInHand,
    facts: CommandFacts<null>,
  ) => Decided<Pick<Plan, 'events' | 'additions' | 'freedBlobs'>>;
  readonly afterCommit?: Command<never>['afterCommit'];
}

export type OnDocumentInput<Values> = { readonly document: string; readonly values: Values };

/** A command that changes one document of a ticket that the actor sees and may edit. `expectedVersion` is the ticket's. */
export const onDocument = <Values>(definition: OnDocument<Values>): Command<OnDocumentInput<Values>> => ({
  name: definition.name,
  schema: z.strictObject({ document: documentReference, values: definition.values }) as unknown as z.ZodType<
    OnDocumentInput<Values>
  >,
  repeats: false,
  gather: async () => accept(null),
  load: ({ document }) => ({ tickets: { documents: [document], details: ['documents'] } }),
  // The caller names no ticket: that of a document he may not see must not be named to him either.
  ticket: () => null,
  people: () => ({}),
  decide: ({ document: id, values }, facts) => {
    const { call, loaded, people, expectedVersion } = facts;
    const [found] = loaded.tickets;
    const document = found?.details.documents.find((one) => one.id === id);
    if (found === undefined || document === undefined || !sees(call, found.row)) return refuseNotFound('document');
    const { row: ticket, details } = found;
    if (expectedVersion !== undefined && expectedVersion !== ticket.version) {
      const message = `The ticket is at version ${ticket.version}, not ${expectedVersion}.`;
      return refuse('conflict', message, { data: { ticket: ticket.id } });
    }
    const area = call.engine.configuration.areas.get(ticket.area);
    if (area === undefined) {
      return refuse('wrong_state', `The area "${ticket.area}" of this ticket is not configured any more.`, {
        data: { state: 'area_missing', area: ticket.area },
      });
    }
    const permissions = ticketPermissions(call.grants, ticket, call.actor);
    const allowed = requirePermission('ticket.edit', permissions, area.id);
    if (!allowed.ok) return allowed;
    const unlocked = requireUnlocked(ticket, area, permissions);
    if (!unlocked.ok) return unlocked;
    const hand = { ticket, area, permissions, document, documents: details.documents };
    const decided = definition.decide(values, hand, facts);
    if (!decided.ok) return decided;
    return accept({ ticketId: ticket.id, before: ticket, area, people, result: { document: id }, ...decided.value });
  },
  ...(definition.afterCommit === undefined ? {} : { afterCommit: definition.afterCommit }),
});
