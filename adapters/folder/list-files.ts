import type { Dirent } from 'node:fs';
import { lstat, readdir } from 'node:fs/promises';
import path from 'node:path';
import { isGone } from './is-gone.ts';

export interface NamedFile {
  /** Without Maildir flags. */
  readonly name: string;
  /** Where it may lie. A mail can be seen twice while it moves. */
  readonly paths: readonly string[];
}

/**
 * The mails of a directory in the order of their names, which are times in a Maildir.
 *
 * `new` is read before `cur`: mails move that way only, so one that moves meanwhile is seen twice instead of not at all.
 */
export const listFiles = async (directory: string): Promise<readonly NamedFile[]> => {
  const fresh = await entries(path.join(directory, 'new'));
  const seen = await entries(path.join(directory, 'cur'));
  const isMaildir = fresh !== null || seen !== null;
  const found = isMaildir ? [...(fresh ?? []), ...(seen ?? [])] : ((await entries(directory)) ?? []);
  const byName = new Map<string, string[]>();
  for (const entry of found) {
    if (!entry.isFile() || entry.name.startsWith('.')) continue;
    if (!isMaildir && !entry.name.toLowerCase().endsWith('.eml')) continue;
    const name = isMaildir ? withoutFlags(entry.name) : entry.name;
    byName.set(name, [...(byName.get(name) ?? []), path.join(entry.parentPath, entry.name)]);
  }
  return [...byName].map(([name, paths]) => ({ name, paths })).sort((a, b) => (a.name < b.name ? -1 : 1));
};

/** Null if this is no directory. A link to one is none: it could lead outside, and the mails there be removed. */
const entries = async (directory: string): Promise<Dirent[] | null> => {
  if ((await lstat(directory).catch(isGone))?.isDirectory() !== true) return null;
  return (await readdir(directory, { withFileTypes: true }).catch(isGone)) ?? null;
};

/** `:2,S`, with `;` or `!` where a file system knows no colon. */
const withoutFlags = (name: string): string => name.replace(/[:;!]2,[A-Za-z]*$/, '');
