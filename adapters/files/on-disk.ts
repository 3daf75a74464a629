import { RefusedError } from '../../src/refusal/refused-error.ts';

/** Runs something on the file system; its failure becomes `store_failed`, with the cause attached and no path in the message. */
export const onDisk = async <T>(work: () => Promise<T>): Promise<T> => {
  try {
    return await work();
  } catch (cause) {
    const code = codeOf(cause) ?? 'unknown';
    const message = `The folder of documents failed (${code}). Nothing was written; see to it that it exists, is writable and has room.`;
    throw new RefusedError({ code: 'store_failed', message, issues: [], data: {} }, { cause });
  }
};

/** For a catch: undefined where the file or folder is not there (any more), anything else is thrown again. */
export const isGone = (error: unknown): undefined => {
  const code = codeOf(error);
  if (code === 'ENOENT' || code === 'ENOTDIR') return undefined;
  throw error;
};

const codeOf = (error: unknown): string | null =>
  typeof error === 'object' && error !== null && 'code' in error ? String(error.code) : null;
