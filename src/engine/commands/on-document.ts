import { z } from 'zod';
import { accept, type Decided, refuseNotFound } from '../../refusal/refusal.ts';
import { requireToChange } from '../../ticket/closed-lock.ts';
import type { Document } from '../../ticket/document.ts';
import type { Command, CommandFacts } from '../command.ts';
import type { Plan } from '../plan.ts';
import { referenceTo } from '../ticket-input.ts';
import { type TicketInHand, takeInHand } from './ticket-in-hand.ts';

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
  schema: z.strictObject({
    document: referenceTo('a document'),
    values: definition.values,
  }) as unknown as z.ZodType<OnDocumentInput<Values>>,
  repeats: false,
  what: 'document',
  gather: async () => accept(null),
  load: ({ document }) => ({ tickets: { documents: [document], details: ['documents'] } }),
  ticket: (_input, loaded) => loaded.tickets[0],
  people: () => ({}),
  decide: ({ document: id, values }, facts) => {
    const [found] = facts.loaded.tickets;
    const documents = found?.details.documents ?? [];
    const document = documents.find((one) => one.id === id);
    if (found === undefined || document === undefined) return refuseNotFound('document');
    const hand = takeInHand(found.row, facts.call);
    if (!hand.ok) return hand;
    const { ticket, area } = hand.value;
    const allowed = requireToChange('ticket.edit', hand.value);
    if (!allowed.ok) return allowed;
    const decided = definition.decide(values, { ...hand.value, document, documents }, facts);
    if (!decided.ok) return decided;
    const plan = { ticketId: ticket.id, before: ticket, area, people: facts.people, result: { document: id } };
    return accept({ ...plan, ...decided.value });
  },
  ...(definition.afterCommit === undefined ? {} : { afterCommit: definition.afterCommit }),
});
