import type { BlobReference, BlobStore } from '../../src/ports/blob-store.ts';
import { fingerprintOf } from '../../src/text/fingerprint.ts';
import type { Instant } from '../../src/ticket/instant.ts';

interface Kept {
  readonly tenant: string;
  readonly blob: string;
  readonly storedAt: Instant;
  readonly pieces: readonly Uint8Array[];
}

/**
 * Keeps the content of documents in this process: for tests, demos and first steps. It takes no part in transactions; what is
 * put in one that is rolled back is swept later.
 *
 * @example
 * ```ts
 * import { createDesk, defaultArea, rolePolicy } from 'ticketwerk';
 * import { createMemoryBlobStore, createMemoryStore } from 'ticketwerk/memory';
 *
 * const desk = createDesk({
 *   areas: [defaultArea()],
 *   store: createMemoryStore(),
 *   blobs: createMemoryBlobStore(),
 *   authorizer: rolePolicy({ roles: { agent: { '*': ['*'] } }, rolesOf: () => ['agent'] }),
 * });
 * ```
 */
export const createMemoryBlobStore = (): BlobStore => {
  const kept = new Map<string, Kept>();
  return {
    put: async ({ tenant, blob, content, maxBytes, storedAt }) => {
      const key = keyOf({ tenant, blob });
      if (kept.has(key)) return { outcome: 'taken' };
      const pieces: Uint8Array[] = [];
      let size = 0;
      for await (const piece of content) {
        size += piece.byteLength;
        if (size > maxBytes) return { outcome: 'too_big' };
        pieces.push(Uint8Array.from(piece));
      }
      if (kept.has(key)) return { outcome: 'taken' };
      kept.set(key, { tenant, blob, storedAt, pieces });
      return { outcome: 'stored', size, sha256: fingerprintOf(pieces) };
    },
    get: async (reference) => {
      const found = kept.get(keyOf(reference));
      return found === undefined ? null : { [Symbol.asyncIterator]: () => copies(found.pieces) };
    },
    remove: async (reference) => {
      kept.delete(keyOf(reference));
    },
    list: async function* ({ storedBefore }) {
      for (const { tenant, blob, storedAt } of kept.values())
        if (storedAt < storedBefore) yield { tenant, blob, storedAt };
    },
  };
};

const keyOf = ({ tenant, blob }: BlobReference): string => JSON.stringify([tenant, blob]);

async function* copies(pieces: readonly Uint8Array[]): AsyncGenerator<Uint8Array> {
  for (const piece of pieces) yield Uint8Array.from(piece);
}
