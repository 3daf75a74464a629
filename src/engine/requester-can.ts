import type { ResolvedArea } from '../area/resolved-area.ts';
import { closableByRequester } from '../portal/closable-by-requester.ts';
import type { RequesterActor, RequesterTicket } from '../portal/requester-ticket.ts';
import { toInstant } from '../ticket/instant.ts';
import { nobody } from '../ticket/people.ts';
import type { TicketRow } from '../ticket/ticket-row.ts';
import { availableTransitions } from '../workflow/available-transitions.ts';
import { closingTransition } from '../workflow/closing-transition.ts';
import { decideAddition } from '../workflow/decide-addition.ts';
import { responsibleRule } from '../workflow/responsible-rule.ts';

/** What a requester may do with his ticket now, by the rules that guard the commands; he has no inputs to give. */
export const requesterCan = (
  row: TicketRow,
  area: ResolvedArea,
  requester: RequesterActor,
  now: Date,
): RequesterTicket['can'] => ({
  reply: decideAddition(row, area, { people: nobody, now: toInstant(now) }).ok,
  close: canClose(row, area, requester),
});

const canClose = (row: TicketRow, area: ResolvedArea, requester: RequesterActor): boolean => {
  const definition = area.workflows.get(row.workflow);
  if (definition === undefined || !closableByRequester(area)) return false;
  const offered = availableTransitions(row, definition, { area, actor: requester, permissions: new Set() });
  const way = closingTransition(row, definition, offered);
  return (
    way.ok &&
    way.value.comment !== 'required' &&
    responsibleRule(way.value).mode !== 'required' &&
    way.value.missingFields.length === 0
  );
};
