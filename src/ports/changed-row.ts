import type { Change } from './batch.ts';

/** The row a change is about: as it will be, or as it was when it is deleted. */
export const changedRow = (change: Change) => (change.root === 'deletion' ? change.before : change.after);

/** The ticket a change belongs to; null: to none. */
export const ticketOfChange = (change: Change): string | null => {
  const row = changedRow(change);
  if (change.root === 'ticket' || change.root === 'deletion') return row.id;
  return 'ticket' in row ? row.ticket : null;
};
