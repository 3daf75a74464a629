import { requirePermission, requireUnlocked } from '../../ticket/closed-lock.ts';
import { decideUpdate, type UpdateValues } from '../../ticket/decide-update.ts';
import { updateInput } from '../ticket-input.ts';
import { onTicket } from './on-ticket.ts';

/** Edits what people wrote on a ticket. */
export const updateCommand = onTicket<UpdateValues>({
  name: 'tickets.update',
  values: updateInput,
  repeats: false,
  people: (values) => ({
    persons: [values.requester?.person].filter((id) => id != null),
    contacts: [values.requester?.contact].filter((id) => id != null),
  }),
  decide: (values, { ticket, area, permissions }, { people }) => {
    const allowed = requirePermission('ticket.edit', permissions, area.id);
    if (!allowed.ok) return allowed;
    const unlocked = requireUnlocked(ticket, area, permissions);
    return unlocked.ok ? decideUpdate(ticket, values, { area, people }) : unlocked;
  },
});
