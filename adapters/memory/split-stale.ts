import type { Batch } from '../../src/ports/batch.ts';
import { ticketOfChange } from '../../src/ports/changed-row.ts';
import { versionHolds } from './check-batch.ts';
import type { Space } from './space.ts';

/** What of a batch of mode `each` is written, and the tickets of which nothing is. */
export const splitStale = (
  space: Space,
  batch: Batch,
): { readonly whole: Batch; readonly stale: readonly string[] } => {
  const failed = batch.changes.filter((change) => !versionHolds(space, change)).map(ticketOfChange);
  const stale = new Set(failed.filter((id) => id !== null));
  return {
    whole: { ...batch, changes: batch.changes.filter((change) => !stale.has(ticketOfChange(change) ?? '')) },
    stale: [...stale].sort(),
  };
};
