import type { StopSignal } from '../ports/clock.ts';
import { toInstant } from '../ticket/instant.ts';
import type { Engine } from './engine.ts';
import { removeBlobs } from './remove-blobs.ts';

/** What one pass did. */
export interface SweptBlobs {
  readonly removed: number;
  /** Orphans that could not be removed; the next pass tries again. */
  readonly pending: number;
}

const askedAtOnce = 200;

/**
 * One pass over everything the blob store holds, of all tenants: what no document refers to is removed. What is younger than the
 * grace period is left alone, because its upload may still be under way.
 */
export const sweepBlobs = async (
  engine: Engine,
  stop: Pick<StopSignal, 'aborted'> = { aborted: false },
): Promise<SweptBlobs> => {
  const { blobs, store, clock, grace } = engine;
  const counts = { removed: 0, pending: 0 };
  if (blobs === null) return counts;
  const waiting = new Map<string, string[]>();
  const sweep = async (tenant: string, found: readonly string[]) => {
    const inUse = new Set(await store.blobsInUse({ tenant, blobs: found }));
    const orphans = found.filter((blob) => !inUse.has(blob));
    const removed = await removeBlobs(blobs, orphans, tenant, engine);
    counts.removed += removed;
    counts.pending += orphans.length - removed;
  };
  const storedBefore = toInstant(new Date(clock.now().getTime() - grace * 3_600_000));
  for await (const { tenant, blob } of blobs.list({ storedBefore })) {
    if (stop.aborted) return counts;
    const found = waiting.get(tenant) ?? [];
    waiting.set(tenant, [...found, blob]);
    if (found.length + 1 < askedAtOnce) continue;
    waiting.delete(tenant);
    await sweep(tenant, [...found, blob]);
  }
  for (const [tenant, found] of waiting) if (!stop.aborted) await sweep(tenant, found);
  return counts;
};
