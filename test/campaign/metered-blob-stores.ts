import { type FileHandle, open, rm } from 'node:fs/promises';
import path from 'node:path';
import type pg from 'pg';
import { createFileBlobStore } from '../../adapters/files/index.ts';
import { createPostgresBlobStore, fromPg } from '../../adapters/postgres/index.ts';
import type { BlobStore } from '../../src/ports/blob-store.ts';
import type { ByteMeter } from './stream-document.ts';

interface Metered {
  readonly blobs: BlobStore;
  readonly meter: ByteMeter;
}

/** A blob store whose every statement is looked at: what was sent to the server counts once it has answered. */
export const meteredPostgres = (pool: pg.Pool, schema: string): Metered => {
  const count = { written: 0, read: 0 };
  const driver = fromPg(pool);
  const query: typeof driver.query = async (text, params, name) => {
    const answer = await driver.query(text, params, name);
    if (/insert into \S+blob_pieces/.test(text)) count.written += Buffer.byteLength(params[3] ?? '', 'base64');
    for (const { bytes } of answer.rows)
      if (bytes !== undefined) count.read += Buffer.from(`${bytes}`, 'base64').length;
    return answer;
  };
  return { blobs: createPostgresBlobStore({ executor: { query }, schema }), meter: meterOf(count) };
};

/** A blob store in a folder, while every file of this process is looked at; `end` ends that. */
export const meteredFolder = async (folder: string): Promise<Metered & { readonly end: () => void }> => {
  const count = { written: 0, read: 0 };
  const file = path.join(folder, 'any');
  const handle = await open(file, 'w');
  const files = Object.getPrototypeOf(handle) as Pick<FileHandle, 'read' | 'write'>;
  await handle.close();
  await rm(file);
  const { read, write } = files;
  // The methods have many shapes; whichever is called, the answer says how many bytes it was.
  files.write = async function (this: FileHandle, ...given: unknown[]) {
    const done = (await Reflect.apply(write, this, given)) as { bytesWritten: number };
    count.written += done.bytesWritten;
    return done;
  } as typeof write;
  files.read = async function (this: FileHandle, ...given: unknown[]) {
    const done = (await Reflect.apply(read, this, given)) as { bytesRead: number };
    count.read += done.bytesRead;
    return done;
  } as typeof read;
  const end = () => void Object.assign(files, { read, write });
  return { blobs: createFileBlobStore({ path: path.join(folder, 'documents') }), meter: meterOf(count), end };
};

const meterOf = (count: { readonly written: number; readonly read: number }): ByteMeter => ({
  written: () => count.written,
  read: () => count.read,
});
