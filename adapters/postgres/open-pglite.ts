import { RefusedError } from '../../src/refusal/refused-error.ts';
import type { PgliteLike } from './pglite-like.ts';

/** A PGlite that the store opened itself. */
export interface OpenPglite extends PgliteLike {
  transaction<T>(work: (tx: PgliteLike) => Promise<T>): Promise<T>;
  close(): Promise<void>;
}

/** Opens PGlite in memory, or in a folder. The package is an optional peer: it is loaded only when it is used. */
export const openPglite = async (
  folder: string | undefined,
  load: () => Promise<typeof import('@electric-sql/pglite')> = () => import('@electric-sql/pglite'),
): Promise<OpenPglite> => {
  const { PGlite } = await load().catch((cause: unknown) => {
    throw missing(cause);
  });
  return folder === undefined ? await PGlite.create() : await PGlite.create(folder);
};

const missing = (cause: unknown): RefusedError =>
  new RefusedError(
    {
      code: 'config_invalid',
      message: 'PGlite could not be loaded. Install it beside ticketwerk: npm install @electric-sql/pglite',
      issues: [],
      data: {},
    },
    { cause },
  );
