import type pg from 'pg';
import { onTestFinished } from 'vitest';
import { fromPg } from '../../adapters/postgres/index.ts';
import { type LentSchema, lendSchemas } from './lend-schemas.ts';
import { newPool } from './postgres-schema.ts';

let shared: { readonly pool: pg.Pool; readonly lend: () => Promise<LentSchema> } | undefined;

const open = () => {
  const pool = newPool();
  return { pool, lend: lendSchemas(fromPg(pool)) };
};

/** A migrated, empty schema on the server of this run, until the test is over, and the pool of all tests of this process. */
export const schemaOnPostgres = async (
  atEnd: (giveBack: () => Promise<void>) => void = onTestFinished,
): Promise<LentSchema & { readonly pool: pg.Pool }> => {
  shared ??= open();
  const { pool, lend } = shared;
  const lent = await lend();
  atEnd(lent.giveBack);
  return { pool, ...lent };
};
