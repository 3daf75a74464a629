import { realpath, stat } from 'node:fs/promises';
import path from 'node:path';
import { isSingleLine } from '../../src/text/clean-text.ts';
import { isGone } from './is-gone.ts';

/** What a Maildir keeps for itself. */
const reserved = new Set(['new', 'cur', 'tmp']);

/**
 * The real directory of a folder, or null if there is none of that name inside the root. A root that is not there is an error:
 * a mistyped path must not look like an empty mailbox.
 */
export const findFolder = async (root: string, folder: string): Promise<string | null> => {
  const real = await realpath(root);
  if (folder.toUpperCase() === 'INBOX') return real;
  if (!isFolderName(folder)) return null;
  for (const name of [`.${folder}`, folder]) {
    const directory = await realpath(path.join(real, name)).catch(isGone);
    if (directory === undefined || !isInside(real, directory)) continue;
    if ((await stat(directory).catch(isGone))?.isDirectory() === true) return directory;
  }
  return null;
};

const isInside = (root: string, directory: string): boolean => {
  const way = path.relative(root, directory);
  return way !== '' && way.split(path.sep)[0] !== '..' && !path.isAbsolute(way);
};

/** A single name: no way up, down or out, nothing hidden. */
const isFolderName = (name: string): boolean =>
  name.length <= 200 &&
  isSingleLine(name) &&
  /^[^./\\:][^/\\:]*$/.test(name) &&
  !name.includes('..') &&
  !reserved.has(name.toLowerCase());
