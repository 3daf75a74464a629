import { PGlite } from '@electric-sql/pglite';
import { onTestFinished } from 'vitest';
import { fromPglite } from '../../adapters/postgres/index.ts';
import { type LentSchema, lendSchemas } from './lend-schemas.ts';

let shared: Promise<{ readonly pglite: PGlite; readonly lend: () => Promise<LentSchema> }> | undefined;

const open = async () => {
  const pglite = await PGlite.create();
  return { pglite, lend: lendSchemas(fromPglite(pglite)) };
};

/** One PGlite for all tests of this process: booting takes longer than most files. It ends with the process. */
export const sharedPglite = () => {
  shared ??= open();
  return shared;
};

/** A migrated, empty schema of it, until the test is over. */
export const schemaOnPglite = async (
  atEnd: (giveBack: () => Promise<void>) => void = onTestFinished,
): Promise<LentSchema & { readonly pglite: PGlite }> => {
  const { pglite, lend } = await sharedPglite();
  const lent = await lend();
  atEnd(lent.giveBack);
  return { pglite, ...lent };
};
