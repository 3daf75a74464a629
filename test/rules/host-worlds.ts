import { onTestFinished } from 'vitest';
import { createMemoryBlobStore, createMemoryStore } from '../../adapters/memory/index.ts';
import {
  createPostgresBlobStore,
  createPostgresStore,
  fromPg,
  fromPglite,
  type PgLike,
  type PgliteLike,
} from '../../adapters/postgres/index.ts';
import type { BlobStore } from '../../src/ports/blob-store.ts';
import type { Store } from '../../src/ports/store.ts';
import { schemaOnPglite } from '../servers/shared-pglite.ts';
import { schemaOnPostgres } from '../servers/shared-pool.ts';
import { beginOnPglite } from '../stores/pglite-transaction.ts';

type Rows = readonly Readonly<Record<string, unknown>>[];

/** Stands between the store and its driver: may count, and may send something else. */
export type Wire = <T>(text: string, send: (instead?: string) => Promise<T>) => Promise<T>;

/** A transaction that the host has open; it is rolled back when the test forgets it. */
interface HostTransaction {
  /** What `in` takes; typed by the store, so of any type here. */
  readonly handle: never;
  /** The host's own statements. */
  query(text: string): Promise<Rows>;
  commit(): Promise<void>;
  rollback(): Promise<void>;
}

/** An application with its own database, in which the desk keeps its tickets. */
export interface HostWorld {
  readonly store: Store;
  /** On the same database where there is one. */
  readonly blobs: BlobStore;
  begin(isolation?: 'repeatable read'): Promise<HostTransaction>;
  /** Statements of the host outside of any transaction. */
  query(text: string): Promise<Rows>;
  /** Schema of the store. */
  readonly schema: string;
  /** A table of the host's own, with `id` and `name`. */
  readonly contacts: string;
}

export interface HostStore {
  readonly name: string;
  /** An empty one, until the test is over, or whatever `atEnd` knows the end of. */
  readonly open: (
    wires?: { readonly own?: Wire; readonly hosted?: Wire },
    atEnd?: (end: () => Promise<void>) => void,
  ) => Promise<HostWorld>;
}

const through: Wire = (_text, send) => send();

const pg = (client: PgLike, wire: Wire): PgLike => ({
  query: (config) =>
    wire(config.text, (instead) => client.query(instead === undefined ? config : { text: instead, values: [] })),
});
const pglite = (client: PgliteLike, wire: Wire): PgliteLike => ({
  get closed() {
    return client.closed === true;
  },
  query: (text, params) =>
    wire(text, (instead) => (instead === undefined ? client.query(text, params) : client.query(instead, []))),
});

const rollbackLeftovers = (transaction: HostTransaction): HostTransaction => {
  let open = true;
  const end = (how: 'commit' | 'rollback') => async () => {
    open = false;
    await transaction[how]();
  };
  onTestFinished(async () => {
    if (open) await transaction.rollback();
  });
  return { ...transaction, commit: end('commit'), rollback: end('rollback') };
};

const memory: HostStore = {
  name: 'memory',
  open: async () => {
    const store = createMemoryStore();
    const none = () => Promise.reject(new Error('The memory store speaks no SQL.'));
    return {
      schema: 'none',
      contacts: 'none',
      store,
      blobs: createMemoryBlobStore(),
      query: none,
      begin: async () => {
        const handle = await store.begin();
        return rollbackLeftovers({
          handle: handle as never,
          query: none,
          commit: async () => handle.commit(),
          rollback: async () => handle.rollback(),
        });
      },
    };
  },
};

const onPglite: HostStore = {
  name: 'PGlite',
  open: async ({ own = through, hosted = through } = {}, atEnd = onTestFinished) => {
    const { pglite: db, schema, contacts } = await schemaOnPglite(atEnd);
    const executor = fromPglite(pglite(db, own));
    const store = createPostgresStore({ executor, schema });
    return {
      schema,
      contacts,
      store,
      blobs: createPostgresBlobStore({ executor, schema }),
      query: async (text) => (await db.query<Rows[number]>(text)).rows,
      begin: async (isolation) => {
        const { handle, commit, rollback } = await beginOnPglite(db);
        if (isolation !== undefined) await handle.exec(`set transaction isolation level ${isolation}`);
        const query = async (text: string) => (await handle.query<Rows[number]>(text)).rows;
        return rollbackLeftovers({ handle: pglite(handle, hosted) as never, query, commit, rollback });
      },
    };
  },
};

const onPostgres: HostStore = {
  name: 'PostgreSQL',
  open: async ({ own = through, hosted = through } = {}, atEnd = onTestFinished) => {
    const { pool, schema, contacts } = await schemaOnPostgres(atEnd);
    const wired = {
      ...pg(pool, own),
      totalCount: 0,
      connect: async () => {
        const client = await pool.connect();
        return { ...pg(client, own), release: (destroy?: boolean) => client.release(destroy) };
      },
    };
    const executor = fromPg(wired);
    const store = createPostgresStore({ executor, schema });
    return {
      schema,
      contacts,
      store,
      blobs: createPostgresBlobStore({ executor, schema }),
      query: async (text) => (await pool.query(text)).rows,
      begin: async (isolation) => {
        const client = await pool.connect();
        await client.query(`begin${isolation === undefined ? '' : ` isolation level ${isolation}`}`);
        const end = (how: 'commit' | 'rollback') => async () => {
          await client.query(how);
          client.release();
        };
        const query = async (text: string) => (await client.query(text)).rows;
        const handle = pg(client, hosted) as never;
        return rollbackLeftovers({ handle, query, commit: end('commit'), rollback: end('rollback') });
      },
    };
  },
};

/** Hosts on SQL, with tables of their own beside those of the store. */
export const sqlHosts: readonly HostStore[] = [onPglite, onPostgres];
/** Every store that takes part in transactions. */
export const everyHost: readonly HostStore[] = [memory, ...sqlHosts];
