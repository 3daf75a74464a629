import type { BlobStore, TransactionalBlobStore } from '../ports/blob-store.ts';
import type { Call } from './call.ts';

/** Where the content of documents goes in this call: into the host's transaction, if the blob store takes part in them. */
export const blobsOf = ({ engine, context }: Call): BlobStore | null => {
  const blobs = engine.blobs as (BlobStore & Partial<TransactionalBlobStore<unknown>>) | null;
  if (blobs === null || context.handle === undefined || blobs.within === undefined) return blobs;
  return blobs.within(context.handle);
};
