import type { Instant } from '../ticket/instant.ts';

/** One blob of a tenant. The id comes from the desk's id source; what people call the file never reaches a blob store. */
export interface BlobReference {
  readonly tenant: string;
  readonly blob: string;
}

/** Content on its way into a store. */
export interface NewBlob extends BlobReference {
  readonly content: AsyncIterable<Uint8Array>;
  /** More bytes than this are not taken. */
  readonly maxBytes: number;
  /** When it is put, by the desk's clock: `list` goes by it. */
  readonly storedAt: Instant;
}

/** What became of a blob. */
export type PutResult =
  | { readonly outcome: 'stored'; readonly size: number /** Lower-case hex. */; readonly sha256: string }
  | { readonly outcome: 'too_big' }
  /** There is a blob of this id; it stays as it is. */
  | { readonly outcome: 'taken' };

/** A blob, or what is left of one whose writer died. */
export interface StoredBlob extends BlobReference {
  readonly storedAt: Instant;
}

/**
 * Where the content of documents is kept. A blob is written once, never changed, and belongs to one document.
 *
 * An implementation MUST
 * - read the content once, chunk by chunk, keep copies (the caller may use its buffers again), and hash and count it on the way;
 * - stop reading as soon as more than `maxBytes` have come, and answer `too_big`;
 * - leave nothing of a put that is too big or fails, and throw what the content threw;
 * - show a blob only when it is complete and will survive the end of the process;
 * - never write over a blob: a second put of an id is `taken`;
 * - give the same bytes at every reading, to several readers at once, and throw rather than end early when it cannot;
 * - take every tenant and every id as text that means nothing: not as a path, and not without regard to case;
 * - keep tenants apart in every operation except `list`, which serves all of them;
 * - list everything that was put before a moment, also what a put left behind whose process died, and remove that too.
 *
 * A store that works on the desk's own database may join transactions of the host; see {@link TransactionalBlobStore}.
 */
export interface BlobStore {
  put(blob: NewBlob): Promise<PutResult>;
  /** Null: there is none. Nothing is held open before the content is read. */
  get(blob: BlobReference): Promise<AsyncIterable<Uint8Array> | null>;
  /** Removes it for good; does nothing where there is none. */
  remove(blob: BlobReference): Promise<void>;
  /** In no particular order. */
  list(request: { readonly storedBefore: Instant }): AsyncIterable<StoredBlob>;
}

/** A blob store that can write through a transaction its host has open; `within` holds to the rules of `TransactionalStore`. */
export interface TransactionalBlobStore<Handle> extends BlobStore {
  within(handle: Handle): BlobStore;
}
