import { missingFields } from '../area/field-values.ts';
import type { ResolvedArea } from '../area/resolved-area.ts';
import { closableByRequester } from '../portal/closable-by-requester.ts';
import type { RequesterActor, RequesterTicket } from '../portal/requester-ticket.ts';
import type { TicketRow } from '../ticket/ticket-row.ts';
import { closingTransition } from '../workflow/closing-transition.ts';

/** What a requester may do with his ticket now, by the rules that guard the commands; he has no inputs to give. */
export const requesterCan = (
  row: TicketRow,
  area: ResolvedArea,
  requester: RequesterActor,
): RequesterTicket['can'] => ({
  reply: row.category !== 'closed' || !area.lockClosed,
  close: canClose(row, area, requester),
});

const canClose = (row: TicketRow, area: ResolvedArea, requester: RequesterActor): boolean => {
  const definition = area.workflows.get(row.workflow);
  const way = definition === undefined ? null : closingTransition(row, definition, requester, new Set());
  if (way === null || !way.ok) return false;
  const transition = definition?.transitions.find(({ id }) => id === way.value);
  return (
    transition?.comment !== 'required' &&
    transition?.responsible !== 'required' &&
    closableByRequester(area) &&
    missingFields(area.fields, row.fields, 'requiredToClose').length === 0
  );
};
