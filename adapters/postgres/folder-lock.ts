import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { RefusedError } from '../../src/refusal/refused-error.ts';
import { mayBeAlive, type ProcessIdentity, thisProcess } from './process-identity.ts';

export interface FolderLock {
  release(): void;
}

/**
 * Takes a folder for this process, or refuses. PGlite itself has no lock: a second process that opens a folder writes
 * "successfully" and damages what the first one wrote.
 *
 * Everything is synchronous, so that nothing in this process comes between; between processes the operating system
 * decides who creates a file. A lock of a process that is certainly gone is taken over, under a second lock: two who
 * remove a stale lock at once could remove each other's fresh one.
 */
export const lockFolder = (folder: string): FolderLock => {
  mkdirSync(folder, { recursive: true });
  const file = join(resolve(folder), 'ticketwerk.lock');
  if (!create(file)) takeOver(file);
  let held = true;
  return {
    release: () => {
      // Released twice, the second time would delete the lock of whoever came next.
      if (held) rmSync(file, { force: true });
      held = false;
    },
  };
};

/** False when the file exists. Written and then renamed it would not be exclusive; so a reader may see it empty. */
const create = (file: string): boolean => {
  try {
    writeFileSync(file, JSON.stringify(thisProcess()), { flag: 'wx' });
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  }
};

const takeOver = (file: string): void => {
  refuseIfHeld(file);
  const guard = `${file}.takeover`;
  if (!create(guard)) throw inUse(guard, 'is being taken over by another process at this moment');
  try {
    refuseIfHeld(file);
    rmSync(file, { force: true });
    if (!create(file)) throw inUse(file, 'was opened by another process at this moment');
  } finally {
    rmSync(guard, { force: true });
  }
};

const refuseIfHeld = (file: string): void => {
  const owner = ownerOf(file);
  if (owner === undefined) return;
  if (owner === null) throw inUse(file, 'is locked, but the lock cannot be read');
  if (!mayBeAlive(owner)) return;
  const { host, pid } = thisProcess();
  if (owner.host === host && owner.pid === pid) {
    throw inUse(file, 'is open in this process already. Use that store, or close it first');
  }
  throw inUse(
    file,
    `is open in process ${owner.pid} on ${owner.host}. Stop it, or use PostgreSQL for several processes`,
  );
};

/** Undefined: no such file any more. Null: nothing readable, perhaps because it is being written at this moment. */
const ownerOf = (file: string): ProcessIdentity | null | undefined => {
  try {
    const { host, pid, started } = JSON.parse(readFileSync(file, 'utf8')) as Partial<ProcessIdentity>;
    return typeof host === 'string' && typeof pid === 'number' ? { host, pid, started: started ?? null } : null;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'ENOENT' ? undefined : null;
  }
};

const inUse = (file: string, why: string): RefusedError => {
  const message = `The folder ${why}. If you are certain that nobody uses it, delete ${file}.`;
  return new RefusedError({ code: 'store_failed', message, issues: [], data: { file } });
};
