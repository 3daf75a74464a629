import { copyFile, mkdir, readdir } from 'node:fs/promises';
import path from 'node:path';

/** Copies the mails of a folder into the mailbox, as a mail server would bring them. The originals are never touched. */
export const bringMails = async (from: string, mailbox: string): Promise<number> => {
  await mkdir(mailbox, { recursive: true });
  const names = (await readdir(from)).filter((name) => name.toLowerCase().endsWith('.eml')).sort();
  for (const name of names) await copyFile(path.join(from, name), path.join(mailbox, name));
  return names.length;
};
