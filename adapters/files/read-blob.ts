import { open, stat } from 'node:fs/promises';
import { RefusedError } from '../../src/refusal/refused-error.ts';
import { isGone, onDisk } from './on-disk.ts';

const pieceBytes = 65_536;

/** The content of a file, opened only when it is read, and closed also by whoever stops half way. Null: there is no such file. */
export const readBlob = async (file: string): Promise<AsyncIterable<Uint8Array> | null> => {
  const found = await onDisk(() => stat(file).catch(isGone));
  return found === undefined ? null : { [Symbol.asyncIterator]: () => pieces(file, found.size) };
};

async function* pieces(file: string, size: number): AsyncGenerator<Uint8Array> {
  const handle = await onDisk(() => open(file, 'r'));
  try {
    for (let from = 0; from < size; ) {
      const { buffer, bytesRead } = await onDisk(() => handle.read(Buffer.alloc(pieceBytes), 0, pieceBytes, from));
      if (bytesRead === 0) throw tooShort();
      from += bytesRead;
      yield new Uint8Array(buffer.buffer, buffer.byteOffset, bytesRead);
    }
  } finally {
    await onDisk(() => handle.close());
  }
}

const tooShort = (): RefusedError =>
  new RefusedError({
    code: 'store_failed',
    message: 'The file of a document is shorter than it was written. Bring it back from a backup.',
    issues: [],
    data: {},
  });
