import { missingFields } from '../area/field-values.ts';
import type { ResolvedArea } from '../area/resolved-area.ts';
import type { Issue } from '../refusal/refusal.ts';
import type { StepCategory, TicketRow } from '../ticket/ticket-row.ts';

/** Fields that a move would close the ticket without. Only closing asks for them. */
export const missingToClose = (
  ticket: TicketRow,
  to: { readonly category: StepCategory },
  area: Pick<ResolvedArea, 'fields'>,
): readonly Issue[] =>
  to.category === 'closed' && ticket.category !== 'closed'
    ? missingFields(area.fields, ticket.fields, 'requiredToClose')
    : [];
