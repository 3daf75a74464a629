import { accept } from '../refusal/refusal.ts';
import { deepFreeze } from '../text/deep-freeze.ts';
import type { Deleted } from '../ticket/deletion.ts';
import type { Warning } from '../ticket/warning.ts';
import type { Answering } from './answer.ts';

/** What the deletion of a ticket answers. */
export interface DeletionOutcome {
  readonly ticket: { readonly id: string };
  readonly deleted: Deleted;
  readonly warnings: readonly Warning[];
  /** True when the idempotency key was used before: nothing was done this time. */
  readonly replayed: boolean;
}

/** The ticket is gone; what went with it is all there is to say. */
export const deletionAnswer: Answering<DeletionOutcome> = {
  answerOf: (done, { deletes }, _call, more) => {
    if (deletes === undefined) throw new Error('A deletion was committed that deletes nothing.');
    const warnings = [...done.warnings, ...more];
    return deepFreeze({ ticket: { id: done.ticket.id }, deleted: deletes, warnings, replayed: false });
  },
  replayOf: async (result) => {
    const { ticket, deleted } = result as { readonly ticket: string; readonly deleted: Deleted };
    return accept(deepFreeze({ ticket: { id: ticket }, deleted, warnings: [], replayed: true }));
  },
};
