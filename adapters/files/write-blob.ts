import { createHash, randomBytes } from 'node:crypto';
import { access, type FileHandle, open, rename, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { NewBlob, PutResult } from '../../src/ports/blob-store.ts';
import { blobFile, nameOf, tenantFile, tenantFolder, uploadsFolder } from './blob-path.ts';
import { makeFolder, syncFolder } from './make-folder.ts';
import { isGone, onDisk } from './on-disk.ts';

/** Writes to a file that nobody reads, and gives it its name only when all of it is on the disk. */
export const writeBlob = async (root: string, blob: NewBlob): Promise<PutResult> => {
  const file = blobFile(root, blob);
  const folder = tenantFolder(root, blob.tenant);
  const upload = path.join(uploadsFolder(folder), `${nameOf(blob.blob)}.${randomBytes(8).toString('hex')}`);
  if (await onDisk(() => exists(file))) return { outcome: 'taken' };
  await onDisk(() => prepare(folder, blob.tenant, file));
  try {
    const written = await write(upload, blob);
    if (written.outcome === 'stored') {
      await onDisk(async () => {
        await rename(upload, file);
        await syncFolder(path.dirname(file));
      });
    }
    return written;
  } finally {
    await onDisk(() => rm(upload, { force: true }));
  }
};

const write = async (upload: string, { content, maxBytes, storedAt }: NewBlob): Promise<PutResult> => {
  const handle = await onDisk(() => open(upload, 'wx', 0o600));
  try {
    const hash = createHash('sha256');
    let size = 0;
    for await (const piece of content) {
      size += piece.byteLength;
      if (size > maxBytes) return { outcome: 'too_big' };
      hash.update(piece);
      await onDisk(() => writeAll(handle, piece));
    }
    const moment = new Date(storedAt);
    await onDisk(async () => {
      await handle.utimes(moment, moment);
      await handle.sync();
    });
    return { outcome: 'stored', size, sha256: hash.digest('hex') };
  } finally {
    await onDisk(() => handle.close());
  }
};

/** A single write may take only a part. */
const writeAll = async (handle: FileHandle, piece: Uint8Array): Promise<void> => {
  for (let from = 0; from < piece.byteLength; ) {
    from += (await handle.write(piece, from, piece.byteLength - from)).bytesWritten;
  }
};

const prepare = async (folder: string, tenant: string, file: string): Promise<void> => {
  await makeFolder(uploadsFolder(folder));
  await makeFolder(path.dirname(file));
  if (await exists(tenantFile(folder))) return;
  // Another process may do the same: both write the same text.
  const draft = path.join(folder, `tenant.${randomBytes(8).toString('hex')}`);
  await writeFile(draft, tenant, { flush: true });
  await rename(draft, tenantFile(folder));
  await syncFolder(folder);
};

const exists = async (file: string): Promise<boolean> => (await access(file).then(() => true, isGone)) ?? false;
