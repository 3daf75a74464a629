import { z } from 'zod';
import { requireToChange } from '../../ticket/closed-lock.ts';
import { decideSwitch, requireNotStarted } from '../../workflow/decide-switch.ts';
import { onTicket } from './on-ticket.ts';
import type { TicketInHand } from './ticket-in-hand.ts';

/** The workflows that a ticket can be switched to now. */
export const workflowsToSwitchTo = (hand: TicketInHand): readonly { readonly id: string; readonly name: string }[] =>
  requireToChange('ticket.switch_workflow', hand).ok && requireNotStarted(hand.ticket, hand.area).ok
    ? [...hand.area.workflows.values()]
        .filter(({ id }) => id !== hand.ticket.workflow)
        .map(({ id, name }) => ({ id, name }))
    : [];

/** Puts a ticket that was not started yet into the first step of another workflow of its area. */
export const switchWorkflowCommand = onTicket<{ readonly workflow: string }>({
  name: 'tickets.switchWorkflow',
  values: z.strictObject({ workflow: z.string().min(1).max(255) }),
  repeats: false,
  decide: ({ workflow }, hand) => {
    const allowed = requireToChange('ticket.switch_workflow', hand);
    return allowed.ok ? decideSwitch(hand.ticket, workflow, hand.area) : allowed;
  },
});
