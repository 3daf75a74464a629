import { createHash } from 'node:crypto';
import path from 'node:path';
import type { BlobReference } from '../../src/ports/blob-store.ts';
import { RefusedError } from '../../src/refusal/refused-error.ts';

/** A file name may have 255 bytes; the hex of an id takes two for each of its own, and an upload a few more. */
const longestId = 100;

/** Where everything of a tenant lies. No text of anybody stands in a name: a tenant is hashed, and an id is written in hex. */
export const tenantFolder = (root: string, tenant: string): string =>
  path.join(root, createHash('sha256').update(tenant).digest('hex'));

/** Holds the tenant's own name: the hash does not tell it. */
export const tenantFile = (folder: string): string => path.join(folder, 'tenant');
export const uploadsFolder = (folder: string): string => path.join(folder, 'uploads');
export const blobsFolder = (folder: string): string => path.join(folder, 'blobs');

/** Spread over 256 folders, because some file systems are slow with a million files in one. */
export const blobFile = (root: string, { tenant, blob }: BlobReference): string =>
  path.join(
    blobsFolder(tenantFolder(root, tenant)),
    createHash('sha256').update(blob).digest('hex').slice(0, 2),
    nameOf(blob),
  );

/** The file of an id; hex, because some file systems do not tell `a` from `A`. */
export const nameOf = (blob: string): string => {
  const bytes = Buffer.from(blob, 'utf8');
  if (bytes.length === 0 || bytes.length > longestId) {
    const message = `The id of a blob has 1 to ${longestId} bytes; this one has ${bytes.length}.`;
    throw new RefusedError({ code: 'store_failed', message, issues: [], data: {} });
  }
  return bytes.toString('hex');
};

/** The id of a file, or null for a file that is none of ours. What follows a dot tells uploads of one id apart. */
export const idOf = (name: string): string | null => {
  const [hex = ''] = name.split('.');
  return /^([0-9a-f]{2})+$/.test(hex) ? Buffer.from(hex, 'hex').toString('utf8') : null;
};
