import type { StopSignal } from '../ports/clock.ts';
import { dueWork } from './due-work.ts';
import type { Engine } from './engine.ts';
import { removeSource } from './remove-source.ts';

/** What one pass did. */
export interface ClearedFolders {
  readonly removed: number;
  readonly pending: number;
}

/** What a crashed process was removing is tried again after this many seconds. */
const lease = 60;

/** One pass over converted mails that still lie in their folders, of all tenants. */
export const clearFolders = async (
  engine: Engine,
  stop: Pick<StopSignal, 'aborted'> = { aborted: false },
): Promise<ClearedFolders> => {
  let removed = 0;
  let pending = 0;
  for await (const { work } of dueWork('removal', lease, engine)) {
    const warnings = await removeSource(work.source, work.tenant, engine);
    if (warnings.length > 0) pending += 1;
    else removed += 1;
    if (stop.aborted) break;
  }
  return { removed, pending };
};
