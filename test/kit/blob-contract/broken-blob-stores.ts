import { createMemoryBlobStore } from '../../../adapters/memory/index.ts';
import type { BlobStore, NewBlob } from '../../../src/ports/blob-store.ts';
import { moment } from './blob-steps.ts';

/** A blob store that breaks one promise, and the case that must find it. */
export interface BrokenBlobStore {
  readonly name: string;
  /** Id of a case that must fail. */
  readonly foundBy: string;
  readonly create: () => BlobStore;
}

const broken = (name: string, foundBy: string, spoil: (honest: BlobStore) => Partial<BlobStore>): BrokenBlobStore => ({
  name,
  foundBy,
  create: () => {
    const honest = createMemoryBlobStore();
    return { ...honest, ...spoil(honest) };
  },
});

const collected = async (content: AsyncIterable<Uint8Array>): Promise<readonly Uint8Array[]> => {
  const pieces: Uint8Array[] = [];
  for await (const piece of content) pieces.push(piece);
  return pieces;
};

async function* given(pieces: Iterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  yield* pieces;
}

/** The suite must fail each of these, or it proves nothing. */
export const brokenBlobStores: readonly BrokenBlobStore[] = [
  broken('takes any size', 'limit-exact', ({ put }) => ({
    put: (blob) => put({ ...blob, maxBytes: Number.MAX_SAFE_INTEGER }),
  })),

  broken('reads everything before it looks at the size', 'limit-streams', ({ put }) => ({
    put: async (blob) => put({ ...blob, content: given(await collected(blob.content)) }),
  })),

  broken('keeps what came before the failure', 'failing-content', ({ put }) => ({
    put: async (blob) => {
      const pieces: Uint8Array[] = [];
      try {
        for await (const piece of blob.content) pieces.push(piece);
      } catch (error) {
        await put({ ...blob, content: given(pieces) });
        throw error;
      }
      return put({ ...blob, content: given(pieces) });
    },
  })),

  broken('swallows the failure of the content', 'failing-content', ({ put }) => ({
    put: async (blob) => put(blob).catch(() => ({ outcome: 'too_big' as const })),
  })),

  broken('writes over blobs', 'written-once', ({ put, remove }) => ({
    put: async (blob) => {
      await remove(blob);
      return put(blob);
    },
  })),

  broken('keeps the buffers of the caller', 'own-copies', ({ put }) => {
    const kept = new Map<string, readonly Uint8Array[]>();
    const key = ({ tenant, blob }: Pick<NewBlob, 'tenant' | 'blob'>) => JSON.stringify([tenant, blob]);
    return {
      put: async (blob) => {
        const pieces = await collected(blob.content);
        kept.set(key(blob), pieces);
        return put({ ...blob, content: given(pieces) });
      },
      get: async (blob) => {
        const pieces = kept.get(key(blob));
        return pieces === undefined ? null : { [Symbol.asyncIterator]: () => given(pieces) };
      },
    };
  }),

  broken('hashes only the first chunk', 'any-chunks', ({ put, remove }) => ({
    put: async (blob) => {
      const pieces = await collected(blob.content);
      const first = await put({ ...blob, content: given(pieces.slice(0, 1)) });
      await remove(blob);
      const all = await put({ ...blob, content: given(pieces) });
      return first.outcome === 'stored' && all.outcome === 'stored' ? { ...all, sha256: first.sha256 } : all;
    },
  })),

  broken('shows a blob while it is written', 'shown-complete', ({ put, remove }) => ({
    put: async (blob) => {
      async function* showing(): AsyncGenerator<Uint8Array> {
        for await (const piece of blob.content) {
          await put({ ...blob, content: given([piece]) });
          yield piece;
        }
        await remove(blob);
      }
      return put({ ...blob, content: showing() });
    },
  })),

  broken('ends early when the blob is removed', 'removed-while-read', ({ get }) => ({
    get: async (blob) => {
      const content = await get(blob);
      if (content === null) return null;
      async function* cut(pieces: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
        for await (const piece of pieces) {
          yield piece.subarray(0, 1000);
          if ((await get(blob)) === null) return;
          yield piece.subarray(1000);
        }
      }
      return cut(content);
    },
  })),

  broken('does not remove', 'removed', () => ({ remove: async () => {} })),

  broken('gives content that can be read only once', 'read-often', ({ get }) => {
    const opened = new Map<string, AsyncIterator<Uint8Array>>();
    return {
      get: async (blob) => {
        const content = await get(blob);
        if (content === null) return null;
        const iterator = opened.get(blob.blob) ?? content[Symbol.asyncIterator]();
        opened.set(blob.blob, iterator);
        return { [Symbol.asyncIterator]: () => ({ next: () => iterator.next() }) };
      },
    };
  }),

  broken('mixes tenants', 'tenants-apart', ({ put, get, remove }) => ({
    put: (blob) => put({ ...blob, tenant: 'all' }),
    get: (blob) => get({ ...blob, tenant: 'all' }),
    remove: (blob) => remove({ ...blob, tenant: 'all' }),
  })),

  broken('does not tell case', 'plain-text-names', ({ put, get }) => ({
    put: (blob) => put({ ...blob, blob: blob.blob.toLowerCase() }),
    get: (blob) => get({ ...blob, blob: blob.blob.toLowerCase() }),
  })),

  broken('lists what is young too', 'listed-by-age', ({ list }) => ({
    list: () => list({ storedBefore: moment(100_000) }),
  })),

  broken('lists only the first hundred', 'listed-by-age', ({ list }) => ({
    list: async function* (request) {
      let left = 100;
      for await (const blob of list(request)) {
        left -= 1;
        if (left >= 0) yield blob;
      }
    },
  })),
];
