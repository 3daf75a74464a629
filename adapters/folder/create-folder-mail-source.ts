import { unlink } from 'node:fs/promises';
import path from 'node:path';
import type { MailListing, MailSource } from '../../src/ports/mail-source.ts';
import type { Issue } from '../../src/refusal/refusal.ts';
import { RefusedError } from '../../src/refusal/refused-error.ts';
import type { MailRef } from '../../src/ticket/source-mail.ts';
import { findFolder } from './find-folder.ts';
import { isGone } from './is-gone.ts';
import { listFiles } from './list-files.ts';
import { mailUid } from './mail-uid.ts';
import { type MailFile, readMailFile } from './read-mail-file.ts';
import { summarize } from './summarize.ts';

/** Which directory to read. */
export interface FolderMailSourceOptions {
  /** The directory: a Maildir (with `new` or `cur`), or one of plain `*.eml` files. It must exist when it is used. */
  readonly path: string;
  /** The largest mail that is fetched, in bytes; larger ones are listed and can be removed. Default 25 MiB. */
  readonly maxBytes?: number;
}

/** A mail is named by its content, so no folder ever starts its numbering anew. */
const uidValidity = '1';

/** How often a mail that slips away is looked for. */
const looks = 3;

interface Located {
  readonly file: string;
  readonly mail: MailFile;
}

/**
 * Reads mails from a directory that a mail system or a person fills.
 *
 * The folder `INBOX` is the directory itself; `Name` is the Maildir++ folder `.Name` or the sub-directory `Name`. Whatever
 * stands for the mailbox in a request is given back in the refs: one source is one mailbox. Symbolic links to files are
 * ignored, those to directories must not lead outside.
 *
 * A ref holds the file name without Maildir flags, and a hash of the content: reading or moving a mail from `new` to `cur` keeps
 * it, and another mail under the same name is `stale`. Listing therefore reads every file it lists once.
 *
 * @throws RefusedError `config_invalid` for wrong options; `not_found` when listing a folder that is not there.
 *
 * @example
 * ```ts
 * import { createFolderMailSource } from 'ticketwerk/folder';
 *
 * const source = createFolderMailSource({ path: '/var/mail/helpdesk' });
 * ```
 */
export const createFolderMailSource = (options: FolderMailSourceOptions): MailSource => {
  const { root, maxBytes } = checked(options);

  /** The file of a ref with its content; a mail that is renamed meanwhile (a mail client sets a flag) is looked for again. */
  const locate = async (ref: MailRef, keep: number): Promise<Located | 'missing' | 'stale'> => {
    if (ref.uidValidity !== uidValidity) return 'stale';
    for (let look = 0; look < looks; look += 1) {
      const folder = await findFolder(root, ref.folder);
      const files = folder === null ? [] : (await listFiles(folder)).filter(({ name }) => mailUid.names(ref.uid, name));
      if (files.length === 0) return 'missing';
      let others = 0;
      for (const file of files.flatMap(({ paths }) => paths)) {
        const mail = await readMailFile(file, keep);
        if (mail !== null && mailUid.matches(ref.uid, mail.hash)) return { file, mail };
        if (mail !== null) others += 1;
      }
      if (others > 0) return 'stale';
    }
    return 'missing';
  };

  return {
    async list({ mailbox, folder, limit }) {
      const directory = await findFolder(root, folder);
      if (directory === null) {
        const message = `There is no folder "${folder}" in this mailbox.`;
        throw new RefusedError({ code: 'not_found', message, issues: [], data: { what: 'folder' } });
      }
      const listings: MailListing[] = [];
      for (const { name, paths } of await listFiles(directory)) {
        if (listings.length >= limit) break;
        const file = await firstOf(paths);
        if (file === null) continue;
        const ref = { mailbox, folder, uidValidity, uid: mailUid.of(name, file.hash) };
        listings.push({ ref, ...summarize(file.head), size: file.size });
      }
      return listings;
    },

    async fetch(ref) {
      const located = await locate(ref, maxBytes);
      if (typeof located === 'string') return { outcome: located };
      const { content } = located.mail;
      return content === null ? { outcome: 'too_big' } : { outcome: 'found', raw: content };
    },

    async remove(ref) {
      for (let look = 0; look < looks; look += 1) {
        const located = await locate(ref, 0);
        if (typeof located === 'string') return located;
        const removed = await unlink(located.file).then(() => true, isGone);
        if (removed === true) return 'removed';
      }
      return 'missing';
    },
  };
};

const firstOf = async (paths: readonly string[]): Promise<MailFile | null> => {
  for (const file of paths) {
    const mail = await readMailFile(file, 0);
    if (mail !== null) return mail;
  }
  return null;
};

const checked = ({ path: given, maxBytes = 25 * 1024 * 1024 }: FolderMailSourceOptions) => {
  const issues: Issue[] = [];
  if (typeof given !== 'string' || given === '' || given.includes('\0')) {
    issues.push({ path: ['path'], code: 'required', message: '`path` must be the path of a directory.' });
  }
  if (!Number.isSafeInteger(maxBytes) || maxBytes < 1) {
    const message = '`maxBytes` must be a whole number of bytes above 0.';
    issues.push({ path: ['maxBytes'], code: 'not_a_size', message });
  }
  if (issues.length > 0) {
    const message = issues.map((issue) => issue.message).join(' ');
    throw new RefusedError({ code: 'config_invalid', message, issues, data: {} });
  }
  return { root: path.resolve(given), maxBytes };
};
