import assert from 'node:assert/strict';
import type { BlobStore, NewBlob, StoredBlob } from '../../../src/ports/blob-store.ts';

/** A moment of 2 January 2026, so many minutes after 03:04. */
export const moment = (minutes: number): string => new Date(Date.UTC(2026, 0, 2, 3, 4 + minutes, 5, 678)).toISOString();
export const bytesOf = (text: string): Uint8Array => new TextEncoder().encode(text);

/** Bytes that compress badly and repeat nowhere near a round number. */
export const patterned = (length: number): Uint8Array =>
  Uint8Array.from({ length }, (_, index) => (index * 31 + (index >> 8) * 17 + (index >> 16)) & 255);

/** Content in chunks of this size; it tells how many were asked for, and whether the reader said that he is done. */
export const chunked = (bytes: Uint8Array, size = Math.max(1, bytes.byteLength)) => {
  const watch = { asked: 0, closed: false };
  async function* chunks(): AsyncGenerator<Uint8Array> {
    try {
      for (let from = 0; from < bytes.byteLength; from += size) {
        watch.asked += 1;
        yield bytes.slice(from, from + size);
      }
    } finally {
      watch.closed = true;
    }
  }
  return { content: chunks(), watch };
};

/** A blob `b1` of the tenant `acme`, unless said otherwise. */
export const newBlob = (content: Uint8Array | AsyncIterable<Uint8Array>, more: Partial<NewBlob> = {}): NewBlob => ({
  tenant: 'acme',
  blob: 'b1',
  content: content instanceof Uint8Array ? chunked(content).content : content,
  maxBytes: 10_000_000,
  storedAt: moment(0),
  ...more,
});

/** There is no such blob to be read. */
export const assertNone = async (blobs: BlobStore, blob = 'b1', tenant = 'acme'): Promise<void> => {
  // Not by comparing: a failed comparison would print all of it.
  assert.ok((await readAll(blobs, blob, tenant)) === null, 'there is such a blob');
};

/** The whole content of a blob, or null. */
export const readAll = async (blobs: BlobStore, blob = 'b1', tenant = 'acme'): Promise<Uint8Array | null> => {
  const content = await blobs.get({ tenant, blob });
  if (content === null) return null;
  const pieces: Uint8Array[] = [];
  for await (const piece of content) pieces.push(Uint8Array.from(piece));
  const all = new Uint8Array(pieces.reduce((sum, { byteLength }) => sum + byteLength, 0));
  let from = 0;
  for (const piece of pieces) {
    all.set(piece, from);
    from += piece.byteLength;
  }
  return all;
};

/** Everything a store lists, in order. */
export const listAll = async (blobs: BlobStore, storedBefore = moment(1000)): Promise<readonly StoredBlob[]> => {
  const found: StoredBlob[] = [];
  for await (const blob of blobs.list({ storedBefore })) found.push(blob);
  return found.sort((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1));
};

/** Compares bytes, without printing megabytes when they differ. */
export const assertBytes = (found: Uint8Array | null, expected: Uint8Array): void => {
  assert.ok(found, 'there is no such blob');
  assert.equal(found.byteLength, expected.byteLength);
  assert.equal(
    found.findIndex((byte, index) => byte !== expected[index]),
    -1,
    'the bytes are not those that were put',
  );
};

/** Puts what a case begins with. */
export const givenBlob = async (blobs: BlobStore, text: string, more: Partial<NewBlob> = {}): Promise<void> => {
  assert.equal((await blobs.put(newBlob(bytesOf(text), more))).outcome, 'stored');
};
