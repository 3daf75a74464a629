import { z } from 'zod';

/** Content as callers give it: bytes, or a stream of them such as a Node stream or the `stream()` of a `File`. */
export type FileContent = Uint8Array | AsyncIterable<Uint8Array>;

/** Content of an input. Functions, so that it takes no part in the fingerprint of the input: a stream can be read only once. */
export interface GivenContent {
  readonly read: () => AsyncIterable<Uint8Array>;
  /** How many bytes, where that is known without reading. */
  readonly size: () => number | null;
}

const isBytes = (value: unknown): value is Uint8Array =>
  ArrayBuffer.isView(value) && Object.prototype.toString.call(value) === '[object Uint8Array]';

const isStream = (value: unknown): value is AsyncIterable<Uint8Array> =>
  typeof value === 'object' && value !== null && Symbol.asyncIterator in value;

export const contentInput = z
  .custom<FileContent>((value) => isBytes(value) || isStream(value), {
    error: 'Give the content as a Uint8Array, or as an async iterable of them.',
    params: { code: 'wrong_type' },
  })
  .transform((content): GivenContent => {
    const bytes = isBytes(content) ? content : null;
    return {
      read: () => (isBytes(content) ? once(content) : onlyBytes(content)),
      size: () => bytes?.byteLength ?? null,
    };
  });

async function* once(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes;
}

async function* onlyBytes(content: AsyncIterable<unknown>): AsyncGenerator<Uint8Array> {
  for await (const piece of content) {
    if (!isBytes(piece)) throw new TypeError('A stream of content must give Uint8Array, not text.');
    yield piece;
  }
}
