import { join } from 'node:path';
import type { Activities } from '../../src/ports/activities.ts';
import type { TransactionalBlobStore } from '../../src/ports/blob-store.ts';
import type { TransactionalStore } from '../../src/ports/transactional-store.ts';
import { createActivityStore } from './create-activity-store.ts';
import { createPostgresBlobStore } from './create-postgres-blob-store.ts';
import { createPostgresStore } from './create-postgres-store.ts';
import { type FolderLock, lockFolder } from './folder-lock.ts';
import { fromPglite } from './from-pglite.ts';
import { openPglite } from './open-pglite.ts';
import type { PgliteLike } from './pglite-like.ts';

/** Where PGlite keeps the data. */
export interface PgliteStoreOptions {
  /** Where the data is kept. Default: nowhere, everything is gone with the process. One process at a time may open it. */
  readonly folder?: string;
  /** The schema that belongs to the store alone. Default: `ticketwerk`. */
  readonly schema?: string;
}

/** A store that opened its own database, and closes it. */
export interface PgliteStore extends TransactionalStore<PgliteLike> {
  /** Keeps the content of documents in the same database. */
  readonly blobs: TransactionalBlobStore<PgliteLike>;
  /**
   * Runs your work in a transaction of this database, and keeps it unless the work fails: pass `tx` to `in(tx)`.
   *
   * There is one connection: while the work runs, everything outside of `tx` waits. So never wait for that inside.
   */
  transaction<T>(work: (tx: PgliteLike) => Promise<T>): Promise<T>;
  /** A simple place for appointments, tasks, calls and notes in the same database. */
  readonly activities: Activities;
  /** Closes the database and gives the folder free. Wait for running commands first. */
  close(): Promise<void>;
}

/**
 * Keeps everything in a PostgreSQL that runs inside this process, in memory or in a folder. Call `migrate()` once
 * before the first use.
 *
 * A folder that is open already, here or in another process, is refused (`store_failed`): PGlite would damage it.
 *
 * @example
 * ```ts
 * import { createPgliteStore } from 'ticketwerk/postgres';
 *
 * const store = await createPgliteStore({ folder: './data' });
 * await store.migrate();
 * // … and when the process ends:
 * await store.close();
 * ```
 */
export const createPgliteStore = async ({ folder, schema }: PgliteStoreOptions = {}): Promise<PgliteStore> => {
  const lock = folder === undefined ? unlocked : lockFolder(folder);
  try {
    const pglite = await openPglite(folder === undefined ? undefined : join(folder, 'pglite'));
    const options = { executor: fromPglite(pglite), ...(schema === undefined ? {} : { schema }) };
    return {
      ...createPostgresStore(options),
      activities: createActivityStore(options),
      blobs: createPostgresBlobStore(options),
      transaction: (work) => pglite.transaction(work),
      close: async () => {
        try {
          await pglite.close();
        } finally {
          lock.release();
        }
      },
    };
  } catch (error) {
    lock.release();
    throw error;
  }
};

const unlocked: FolderLock = { release: () => {} };
