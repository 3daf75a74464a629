import pg from 'pg';
import type { TransactionalStore } from 'ticketwerk';
import { createPgliteStore, createPostgresStore } from 'ticketwerk/postgres';

/** Where a campaign writes: a PostgreSQL server, or a folder for PGlite. */
export type Place = { readonly url: string } | { readonly folder: string };

/** A place that this process has opened. The host has a table of his own there: `host_notes`. */
export interface OpenPlace {
  readonly store: TransactionalStore<object>;
  readonly query: (text: string, values?: readonly unknown[]) => Promise<readonly Readonly<Record<string, unknown>>[]>;
  /** Runs the host's own transaction; one that throws is rolled back. */
  readonly transaction: (work: (handle: object, query: OpenPlace['query']) => Promise<void>) => Promise<void>;
  readonly close: () => Promise<void>;
}

const hostTable =
  'create table if not exists host_notes (tenant text not null, note text not null, ticket text not null)';

/** `name` is how the process is known to the server. */
export const openPlace = async (place: Place, name: string): Promise<OpenPlace> => {
  const opened = 'url' in place ? openPostgres(place.url, name) : await openPglite(place.folder);
  await opened.store.migrate();
  await opened.query(hostTable);
  return opened;
};

const openPostgres = (url: string, name: string): OpenPlace => {
  const pool = new pg.Pool({ connectionString: url, max: 8, application_name: name });
  // A connection that is just being closed may still hear that the server stops.
  pool.on('error', () => {});
  return {
    store: createPostgresStore({ pool }),
    query: async (text, values = []) => (await pool.query(text, [...values])).rows,
    transaction: async (work) => {
      const client = await pool.connect();
      try {
        await client.query('begin');
        await work(client, async (text, values = []) => (await client.query(text, [...values])).rows);
        await client.query('commit');
      } catch (error) {
        await client.query('rollback');
        throw error;
      } finally {
        client.release();
      }
    },
    close: () => pool.end(),
  };
};

const openPglite = async (folder: string): Promise<OpenPlace> => {
  const store = await createPgliteStore({ folder });
  type Rows = readonly Readonly<Record<string, unknown>>[];
  const query: OpenPlace['query'] = (text, values = []) =>
    store.transaction(async (tx) => (await tx.query(text, [...values] as never)).rows as Rows);
  return {
    store,
    query,
    transaction: (work) =>
      store.transaction((tx) =>
        work(tx, async (text, values = []) => (await tx.query(text, [...values] as never)).rows as Rows),
      ),
    close: () => store.close(),
  };
};
