import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { PGlite } from '@electric-sql/pglite';
import { inject, onTestFinished } from 'vitest';
import { fromPglite } from '../../adapters/postgres/index.ts';
import { type LentSchema, lendSchemas } from './lend-schemas.ts';

let shared: Promise<{ readonly pglite: PGlite; readonly lend: () => Promise<LentSchema> }> | undefined;

/** Booting an empty one takes five times as long as loading what the first process of a run has booted. */
const boot = async (): Promise<PGlite> => {
  const file = path.join(inject('runFolder'), 'pglite.tar');
  if (existsSync(file)) return PGlite.create({ loadDataDir: new Blob([readFileSync(file)]) });
  const pglite = await PGlite.create();
  const dump = await pglite.dumpDataDir('none');
  writeFileSync(`${file}.${process.pid}`, new Uint8Array(await dump.arrayBuffer()));
  renameSync(`${file}.${process.pid}`, file);
  return pglite;
};

const open = async () => {
  const pglite = await boot();
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
