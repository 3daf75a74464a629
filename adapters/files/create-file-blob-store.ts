import path from 'node:path';
import type { BlobStore } from '../../src/ports/blob-store.ts';
import { RefusedError } from '../../src/refusal/refused-error.ts';
import { blobFile } from './blob-path.ts';
import { listBlobs } from './list-blobs.ts';
import { readBlob } from './read-blob.ts';
import { removeBlob } from './remove-blob.ts';
import { writeBlob } from './write-blob.ts';

/** Where the files are. */
export interface FileBlobStoreOptions {
  /** A folder of this store alone; it is made where it is missing. */
  readonly path: string;
}

/**
 * Keeps the content of documents as files in a folder, which several processes may share. A file gets its name only when all of it
 * is on the disk, so a crash leaves no half document. Names come from ids alone, never from what people call their files.
 *
 * It takes no part in your transactions: what is put in one that is rolled back is swept later.
 *
 * WARNING: a folder belongs to one store of tickets. `desk.sweepBlobs` removes what no ticket of its own store knows.
 *
 * @example
 * ```ts
 * import { createFileBlobStore } from 'ticketwerk/files';
 *
 * const blobs = createFileBlobStore({ path: './documents' });
 * ```
 */
export const createFileBlobStore = ({ path: given }: FileBlobStoreOptions): BlobStore => {
  if (typeof given !== 'string' || given === '' || given.includes('\0')) {
    const message = '`path` must be the path of a folder.';
    const issues = [{ path: ['path'], code: 'required', message }];
    throw new RefusedError({ code: 'config_invalid', message, issues, data: {} });
  }
  const root = path.resolve(given);
  return {
    put: (blob) => writeBlob(root, blob),
    get: (blob) => readBlob(blobFile(root, blob)),
    remove: (blob) => removeBlob(root, blob),
    list: ({ storedBefore }) => listBlobs(root, storedBefore),
  };
};
