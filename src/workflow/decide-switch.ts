import type { ResolvedArea } from '../area/resolved-area.ts';
import { accept, type Decided, refuse, refuseInput } from '../refusal/refusal.ts';
import type { NewEvent, Place } from '../ticket/ticket-event.ts';
import type { TicketRow } from '../ticket/ticket-row.ts';
import { workflowOf } from './decide-transition.ts';
import { placeOf } from './place.ts';

/** Decides a switch to another workflow: only in the first step, and only while nothing was ever started. */
export const decideSwitch = (ticket: TicketRow, workflow: string, area: ResolvedArea): Decided<readonly NewEvent[]> => {
  const to = placeOf(area, workflow, undefined);
  if (to === null) {
    return refuseInput([
      {
        path: ['workflow'],
        code: 'not_selectable',
        message: `Area "${area.id}" has no workflow "${workflow}".`,
        params: { options: [...area.workflows.keys()] },
      },
    ]);
  }
  const present = workflowOf(ticket, area);
  if (!present.ok) return present;
  if (workflow === ticket.workflow) return accept([]);
  const from = requireNotStarted(ticket, area);
  return from.ok ? accept([{ type: 'ticket.workflow_switched', data: { from: from.value, to } }]) : from;
};

/** Where a ticket stands that was not started yet: in the first step of its workflow. */
export const requireNotStarted = (ticket: TicketRow, area: ResolvedArea): Decided<Place> => {
  const present = workflowOf(ticket, area);
  if (!present.ok) return present;
  const { definition, place } = present.value;
  if (ticket.startedAt !== null || ticket.step !== definition.initial) {
    return refuse(
      'wrong_state',
      'The workflow can be switched only in its first step and before anything was started.',
      {
        data: {
          state: ticket.startedAt === null ? 'not_in_first_step' : 'started',
          step: ticket.step,
          startedAt: ticket.startedAt,
        },
      },
    );
  }
  return accept(place);
};
