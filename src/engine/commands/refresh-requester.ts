import { z } from 'zod';
import { accept, type Decided, refuse } from '../../refusal/refusal.ts';
import { requireToChange } from '../../ticket/closed-lock.ts';
import { decideUpdate } from '../../ticket/decide-update.ts';
import type { Call } from '../call.ts';
import { onTicket } from './on-ticket.ts';
import type { TicketInHand } from './ticket-in-hand.ts';

const notLinked = refuse('wrong_state', 'The requester is not linked to a person of the host.', {
  data: { state: 'not_linked' },
});

/** What can be known before the host is asked whether it still knows the person. */
export const mayRefreshRequester = (hand: TicketInHand, { engine }: Pick<Call, 'engine'>): Decided<null> => {
  const allowed = requireToChange('ticket.edit', hand);
  const askable = hand.ticket.requester.person !== null && engine.directory?.persons !== undefined;
  return allowed.ok && !askable ? notLinked : allowed;
};

/** Copies name, e-mail and phone of the linked person anew; nothing else ever rewrites them. */
export const refreshRequesterCommand = onTicket<Record<never, never>>({
  name: 'tickets.refreshRequester',
  values: z.strictObject({}),
  repeats: false,
  people: (_values, ticket) => ({ persons: [ticket?.requester.person].filter((id) => id != null) }),
  decide: (_values, hand, { call, people }) => {
    const allowed = mayRefreshRequester(hand, call);
    if (!allowed.ok) return allowed;
    const { ticket, area } = hand;
    const person = people.persons.get(ticket.requester.person ?? '');
    if (person === undefined) return notLinked;
    const requester = { name: person.name, email: person.email ?? '', phone: person.phone ?? '' };
    const events = decideUpdate(ticket, { requester }, { area, people });
    return events.ok ? accept(events.value) : events;
  },
});
