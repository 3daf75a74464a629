import { mkdir, open } from 'node:fs/promises';
import path from 'node:path';

/** Makes a folder with those above it, so that none of them is lost when the machine stops. */
export const makeFolder = async (folder: string): Promise<void> => {
  const first = await mkdir(folder, { recursive: true });
  if (first === undefined) return;
  for (let made = folder; ; made = path.dirname(made)) {
    await syncFolder(path.dirname(made));
    if (made === first) return;
  }
};

/** A new name in a folder is only safe once the folder itself is on the disk. Windows has no such call, and does not need it. */
export const syncFolder = async (folder: string): Promise<void> => {
  if (process.platform === 'win32') return;
  const handle = await open(folder, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
};
