import { readdir, rm } from 'node:fs/promises';
import path from 'node:path';
import type { BlobReference } from '../../src/ports/blob-store.ts';
import { blobFile, nameOf, tenantFolder, uploadsFolder } from './blob-path.ts';
import { isGone, onDisk } from './on-disk.ts';

/** Removes a blob, and whatever a writer that died left of it. */
export const removeBlob = (root: string, blob: BlobReference): Promise<void> =>
  onDisk(async () => {
    await rm(blobFile(root, blob), { force: true });
    const uploads = uploadsFolder(tenantFolder(root, blob.tenant));
    const names = (await readdir(uploads).catch(isGone)) ?? [];
    for (const name of names.filter((one) => one.startsWith(`${nameOf(blob.blob)}.`))) {
      await rm(path.join(uploads, name), { force: true });
    }
  });
