import type { PGlite } from '@electric-sql/pglite';
import type pg from 'pg';

/** A fixed text; a driver that can prepares it once per connection. */
export interface Statement {
  readonly name: string;
  readonly text: string;
}
type Value = string | number | boolean | null | readonly string[];
export type Row = Readonly<Record<string, unknown>>;
export type Run = (statement: Statement, values: readonly Value[]) => Promise<readonly Row[]>;

/** What hand-written SQL needs of a driver. */
export interface Sql {
  readonly run: Run;
  readonly transaction: (work: (run: Run) => Promise<void>) => Promise<void>;
}

const runOn =
  (client: Pick<pg.Pool | pg.PoolClient, 'query'>): Run =>
  async ({ name, text }, values) =>
    (await client.query<Row>({ name, text, values: [...values] })).rows;

export const sqlOfPool = (pool: pg.Pool): Sql => ({
  run: runOn(pool),
  transaction: async (work) => {
    const client = await pool.connect();
    try {
      await client.query('begin');
      await work(runOn(client));
      await client.query('commit');
    } catch (error) {
      await client.query('rollback');
      throw error;
    } finally {
      client.release();
    }
  },
});

export const sqlOfPglite = (pglite: PGlite): Sql => ({
  run: async ({ text }, values) => (await pglite.query<Row>(text, [...values])).rows,
  transaction: (work) =>
    pglite.transaction((open) => work(async ({ text }, values) => (await open.query<Row>(text, [...values])).rows)),
});
