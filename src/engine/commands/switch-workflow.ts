import { z } from 'zod';
import { requirePermission, requireUnlocked } from '../../ticket/closed-lock.ts';
import { decideSwitch } from '../../workflow/decide-switch.ts';
import { onTicket } from './on-ticket.ts';

/** Puts a ticket that was not started yet into the first step of another workflow of its area. */
export const switchWorkflowCommand = onTicket<{ readonly workflow: string }>({
  name: 'tickets.switchWorkflow',
  values: z.strictObject({ workflow: z.string().min(1).max(255) }),
  repeats: false,
  decide: ({ workflow }, { ticket, area, permissions }) => {
    const allowed = requirePermission('ticket.switch_workflow', permissions, area.id);
    if (!allowed.ok) return allowed;
    const unlocked = requireUnlocked(ticket, area, permissions);
    return unlocked.ok ? decideSwitch(ticket, workflow, area) : unlocked;
  },
});
