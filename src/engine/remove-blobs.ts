import type { BlobStore } from '../ports/blob-store.ts';
import type { Engine } from './engine.ts';

/** Removes blobs that no document needs. Where that fails they are orphans, and swept later. */
export const removeBlobs = async (
  blobs: BlobStore,
  ids: readonly string[],
  tenant: string,
  { logger }: Pick<Engine, 'logger'>,
): Promise<number> => {
  let removed = 0;
  for (const blob of ids) {
    try {
      await blobs.remove({ tenant, blob });
      removed += 1;
    } catch (error) {
      logger?.warn('A blob that is not needed could not be removed; it is swept later.', { blob, error });
    }
  }
  return removed;
};
