import type { ActivityLink } from './activity-link.ts';
import type { Document } from './document.ts';
import type { SourceMail } from './source-mail.ts';
import type { NewEvent } from './ticket-event.ts';
import type { TicketRow } from './ticket-row.ts';

/** What goes with a deleted ticket, and what stays. */
export interface Deleted {
  /** Attached mails, and written ones: sent, on their way, or drafts. */
  readonly mails: number;
  /** Of the attached mails those that lie nowhere else, because they were moved here out of their folder. */
  readonly movedMails: number;
  readonly documents: number;
  readonly actions: number;
  /** Appointments, tasks, calls and notes: they stay with their owners and lose their ticket. */
  readonly activitiesKept: number;
}

/** What belongs to a ticket, as far as a deletion counts it. */
interface Belongings {
  readonly actions: readonly unknown[];
  readonly mails: readonly unknown[];
  readonly sources: readonly Pick<SourceMail, 'removal'>[];
  readonly documents: readonly Pick<Document, 'id'>[];
  readonly activityLinks: readonly Pick<ActivityLink, 'id'>[];
}

/** Counts what a deletion would take. */
export const countDeleted = ({ actions, mails, sources, documents, activityLinks }: Belongings): Deleted => ({
  mails: mails.length + sources.length,
  movedMails: sources.filter(({ removal }) => removal === 'done').length,
  documents: documents.length,
  actions: actions.length,
  activitiesKept: activityLinks.length,
});

/** The sum of what several deletions would take. */
export const sumDeleted = (all: readonly Deleted[]): Deleted =>
  all.reduce(
    (sum, one) => ({
      mails: sum.mails + one.mails,
      movedMails: sum.movedMails + one.movedMails,
      documents: sum.documents + one.documents,
      actions: sum.actions + one.actions,
      activitiesKept: sum.activitiesKept + one.activitiesKept,
    }),
    { mails: 0, movedMails: 0, documents: 0, actions: 0, activitiesKept: 0 },
  );

/** The event that stays behind: no word of what the ticket was about. */
export const deletedEvent = (
  { number, area }: TicketRow,
  { mails, documents, actions }: Deleted,
  via: 'single' | 'bulk' | 'system',
): NewEvent => ({ type: 'ticket.deleted', data: { number, area, mails, documents, actions, via } });
