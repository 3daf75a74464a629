import { requirePermission, requireUnlocked } from '../../ticket/closed-lock.ts';
import { decideUpdate, onlyAudience, type UpdateValues } from '../../ticket/decide-update.ts';
import { updateInput } from '../ticket-input.ts';
import { onTicket } from './on-ticket.ts';

/** What people wrote is edited; who else sees the ticket is assigned: whoever may only edit must not let others in. */
const neededFor = (values: UpdateValues): readonly string[] => [
  ...(onlyAudience(values) ? [] : ['ticket.edit']),
  ...(values.audience === undefined ? [] : ['ticket.assign']),
];

/** Edits what people wrote on a ticket, and who else sees it. */
export const updateCommand = onTicket<UpdateValues>({
  name: 'tickets.update',
  values: updateInput,
  repeats: false,
  people: (values) => ({
    persons: [values.requester?.person].filter((id) => id != null),
    contacts: [values.requester?.contact].filter((id) => id != null),
    projects: [values.project].filter((id) => id != null),
  }),
  decide: (values, { ticket, area, permissions }, { people }) => {
    for (const permission of neededFor(values)) {
      const allowed = requirePermission(permission, permissions, area.id);
      if (!allowed.ok) return allowed;
    }
    const unlocked = requireUnlocked(ticket, area, permissions);
    return unlocked.ok ? decideUpdate(ticket, values, { area, people }) : unlocked;
  },
});
