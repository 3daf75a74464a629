import type { StopSignal } from '../ports/clock.ts';
import { toInstant } from '../ticket/instant.ts';
import type { Engine } from './engine.ts';
import { removeSource } from './remove-source.ts';

/** What one pass did. */
export interface ClearedFolders {
  readonly removed: number;
  readonly pending: number;
}

/** One pass over converted mails that still lie in their folders, of all tenants. */
export const clearFolders = async (
  engine: Engine,
  stop: Pick<StopSignal, 'aborted'> = { aborted: false },
): Promise<ClearedFolders> => {
  const now = engine.clock.now();
  const claimed = await engine.store.claim('removal', {
    dueBy: toInstant(now),
    leasedUntil: toInstant(new Date(now.getTime() + 60_000)),
    limit: 100,
  });
  let removed = 0;
  let pending = 0;
  for (const { tenant, source } of claimed) {
    // What is left is free again when its lease runs out, a minute from now.
    if (stop.aborted) return { removed, pending };
    const warnings = await removeSource(source, tenant, engine);
    if (warnings.length > 0) pending += 1;
    else removed += 1;
  }
  return { removed, pending };
};
