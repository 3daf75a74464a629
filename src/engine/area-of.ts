import type { ResolvedArea } from '../area/resolved-area.ts';
import { accept, type Decided, refuse } from '../refusal/refusal.ts';
import type { Call } from './call.ts';

/** The area of a ticket; refused where it is gone from the configuration. */
export const areaOf = (ticket: { readonly area: string }, { engine }: Pick<Call, 'engine'>): Decided<ResolvedArea> => {
  const area = engine.configuration.areas.get(ticket.area);
  return area === undefined
    ? refuse('wrong_state', `The area "${ticket.area}" of this ticket is not configured any more.`, {
        data: { state: 'area_missing', area: ticket.area },
      })
    : accept(area);
};
