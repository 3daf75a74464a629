import { z } from 'zod';
import { accept, refuse } from '../../refusal/refusal.ts';
import { requirePermission, requireUnlocked } from '../../ticket/closed-lock.ts';
import { decideUpdate } from '../../ticket/decide-update.ts';
import { onTicket } from './on-ticket.ts';

/** Copies name, e-mail and phone of the linked person anew; nothing else ever rewrites them. */
export const refreshRequesterCommand = onTicket<Record<never, never>>({
  name: 'tickets.refreshRequester',
  values: z.strictObject({}),
  repeats: false,
  people: (_values, ticket) => ({ persons: [ticket?.requester.person].filter((id) => id != null) }),
  decide: (_values, { ticket, area, permissions }, { people }) => {
    const allowed = requirePermission('ticket.edit', permissions, area.id);
    if (!allowed.ok) return allowed;
    const unlocked = requireUnlocked(ticket, area, permissions);
    if (!unlocked.ok) return unlocked;
    const person = people.persons.get(ticket.requester.person ?? '');
    if (person === undefined) {
      return refuse('wrong_state', 'The requester is not linked to a person of the host.', {
        data: { state: 'not_linked' },
      });
    }
    const requester = { name: person.name, email: person.email ?? '', phone: person.phone ?? '' };
    const events = decideUpdate(ticket, { requester }, { area, people });
    return events.ok ? accept(events.value) : events;
  },
});
