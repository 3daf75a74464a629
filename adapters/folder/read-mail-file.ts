import { createHash } from 'node:crypto';
import { constants } from 'node:fs';
import { open } from 'node:fs/promises';
import { isGone } from './is-gone.ts';

export interface MailFile {
  /** SHA-256 of all of it, as hex. */
  readonly hash: string;
  readonly size: number;
  /** The beginning, where the headers are. */
  readonly head: Buffer;
  /** All of it, or null if there is more than was asked for. */
  readonly content: Uint8Array | null;
}

const headSize = 64 * 1024;

/** Neither follows a link nor waits for a pipe that took the place of the file. Windows has no such flags. */
const readOnly = constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0) | (constants.O_NONBLOCK ?? 0);

/**
 * Reads a file in one pass and keeps the beginning, and everything if that is at most `keep` bytes. Null if it is not there or
 * not a plain file. The handle is opened once, so that size, hash and content are those of the same file.
 */
export const readMailFile = async (file: string, keep: number): Promise<MailFile | null> => {
  const handle = await open(file, readOnly).catch(isGoneOrLink);
  if (handle === undefined) return null;
  try {
    if (!(await handle.stat()).isFile()) return null;
    const hash = createHash('sha256');
    const kept: Buffer[] = [];
    const wanted = Math.max(keep, headSize);
    let size = 0;
    for await (const chunk of handle.createReadStream({ autoClose: false })) {
      const bytes: Buffer = chunk;
      hash.update(bytes);
      if (size < wanted) kept.push(bytes.subarray(0, wanted - size));
      size += bytes.length;
    }
    const start = Buffer.concat(kept);
    const content = size <= keep ? start : null;
    return { hash: hash.digest('hex'), size, head: start.subarray(0, headSize), content };
  } finally {
    await handle.close();
  }
};

/** ELOOP: a symbolic link has taken the place of the file. */
const isGoneOrLink = (error: unknown): undefined => {
  if (typeof error === 'object' && error !== null && 'code' in error && error.code === 'ELOOP') return undefined;
  return isGone(error);
};
