import type { ResolvedArea } from '../../area/resolved-area.ts';
import { type RequesterTicket, requesterTicket, type SeenArea } from '../../portal/requester-ticket.ts';
import type { TicketDetails } from '../../ports/store.ts';
import type { TicketRow } from '../../ticket/ticket-row.ts';

/** Of an area that is not configured any more nothing is known. */
const goneArea: SeenArea = { workflows: new Map(), fields: {}, portal: null };

/** A ticket as its requester sees it, whether there is a portal or not. */
export const requesterView = (
  row: TicketRow,
  details: Pick<TicketDetails, 'actions' | 'documents'>,
  area: ResolvedArea | undefined,
): Omit<RequesterTicket, 'can'> => {
  const { can: _can, ...view } = requesterTicket(row, details, area ?? goneArea, { reply: false, close: false });
  return view;
};
