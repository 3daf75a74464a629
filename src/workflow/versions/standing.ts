import type { ResolvedArea } from '../../area/resolved-area.ts';
import type { NewEvent } from '../../ticket/ticket-event.ts';
import type { TicketRow } from '../../ticket/ticket-row.ts';
import { decideMigration } from './decide-migration.ts';

/** A ticket and its area, each as the other makes it. */
export interface Standing {
  readonly ticket: TicketRow;
  /** With the ticket’s own workflow in the version that it runs through. */
  readonly area: ResolvedArea;
  /** What has to be written before anything else that changes the ticket. */
  readonly migration: readonly NewEvent[];
}

/** By what a former version is found. */
export const formerKey = (workflow: string, version: number): string => `${version} ${workflow}`;

/**
 * How a ticket stands: in the version of its workflow that it came into, whatever was published since. A closed one stands where the
 * plans of later versions put closed tickets; that is written with its next change.
 */
export const standingOf = (ticket: TicketRow, area: ResolvedArea): Standing => {
  if (area.workflowVersions.get(ticket.workflow) === ticket.workflowVersion) return { ticket, area, migration: [] };
  const migration = ticket.category === 'closed' ? decideMigration(ticket, area) : null;
  const [moved] = migration ?? [];
  if (migration !== null && moved?.type === 'ticket.migrated' && moved.data.to.category === 'closed') {
    const { step, workflowVersion } = moved.data.to;
    return { ticket: { ...ticket, step, workflowVersion }, area, migration };
  }
  return { ticket, area: inVersion(area, ticket.workflow, ticket.workflowVersion), migration: [] };
};

/** A version that nothing is known of is taken for the active one: its steps may still be there. */
const inVersion = (area: ResolvedArea, workflow: string, version: number): ResolvedArea => {
  const definition = area.former.get(formerKey(workflow, version));
  return definition === undefined
    ? area
    : {
        ...area,
        workflows: new Map([...area.workflows, [workflow, definition]]),
        workflowVersions: new Map([...area.workflowVersions, [workflow, version]]),
      };
};
