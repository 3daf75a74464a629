import type { ResolvedArea } from '../../area/resolved-area.ts';
import type { NewEvent } from '../../ticket/ticket-event.ts';
import type { TicketRow } from '../../ticket/ticket-row.ts';
import { placeOf } from '../place.ts';
import { stepNow } from './step-now.ts';

/** The area as its active versions make it. */
type ActiveArea = Pick<ResolvedArea, 'workflows' | 'workflowVersions' | 'published'>;

/** Brings a ticket into the active version of its workflow; null: the plans have no place for its step. No events: it is there. */
export const decideMigration = (ticket: TicketRow, area: ActiveArea): readonly NewEvent[] | null => {
  const { workflow, workflowVersion, step, category } = ticket;
  if (area.workflowVersions.get(workflow) === workflowVersion) return [];
  const published = area.published.get(workflow);
  const target = published === undefined ? null : stepNow(published, workflowVersion, step);
  const to = target === null ? null : placeOf(area, workflow, target);
  if (to === null) return null;
  const later = published?.versions.filter(({ version }) => version > workflowVersion);
  const { reason = null } = later?.findLast((one) => one.reason !== null) ?? {};
  return [
    { type: 'ticket.migrated', data: { from: { workflowVersion, step }, to, reason } },
    ...(to.category === 'closed' && category !== 'closed' ? [{ type: 'ticket.closed', data: {} } as const] : []),
    ...(category === 'closed' && to.category !== 'closed' ? [{ type: 'ticket.reopened', data: {} } as const] : []),
  ];
};
