import { opendir, readdir, readFile, stat } from 'node:fs/promises';
import path from 'node:path';
import type { StoredBlob } from '../../src/ports/blob-store.ts';
import type { Instant } from '../../src/ticket/instant.ts';
import { blobsFolder, idOf, tenantFile, uploadsFolder } from './blob-path.ts';
import { isGone, onDisk } from './on-disk.ts';

/** Every blob, and every upload that was not finished, that is older than a moment. What is none of ours is passed over. */
export async function* listBlobs(root: string, storedBefore: Instant): AsyncGenerator<StoredBlob> {
  for (const entry of await foldersIn(root)) {
    const folder = path.join(root, entry);
    const tenant = await onDisk(() => readFile(tenantFile(folder), 'utf8').catch(isGone));
    if (tenant === undefined) continue;
    const blobs = blobsFolder(folder);
    const shards = (await foldersIn(blobs)).map((shard) => path.join(blobs, shard));
    for (const place of [uploadsFolder(folder), ...shards]) {
      for await (const { blob, storedAt } of filesIn(place))
        if (storedAt < storedBefore) yield { tenant, blob, storedAt };
    }
  }
}

const foldersIn = async (folder: string): Promise<readonly string[]> => {
  const entries = (await onDisk(() => readdir(folder, { withFileTypes: true }).catch(isGone))) ?? [];
  return entries.filter((entry) => entry.isDirectory()).map(({ name }) => name);
};

async function* filesIn(folder: string): AsyncGenerator<Omit<StoredBlob, 'tenant'>> {
  const directory = await onDisk(() => opendir(folder).catch(isGone));
  if (directory === undefined) return;
  for await (const { name } of directory) {
    const blob = idOf(name);
    const found = blob === null ? undefined : await onDisk(() => stat(path.join(folder, name)).catch(isGone));
    if (blob !== null && found?.isFile() === true) yield { blob, storedAt: found.mtime.toISOString() };
  }
}
