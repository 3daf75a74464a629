import { createHash } from 'node:crypto';
import type { BlobStore, NewBlob, PutResult } from '../../src/ports/blob-store.ts';
import { RefusedError } from '../../src/refusal/refused-error.ts';
import { blobStatements } from './blob-statements.ts';
import type { Connection } from './connection.ts';
import { inPieces } from './in-pieces.ts';

type BlobConnection = Pick<Connection, 'executor' | 'hosted'>;

/** How many blobs are listed at once. */
const listedAtOnce = 500;

/**
 * Every operation of the blob store in a schema. A blob is a row and its pieces; it counts once its row says how many there are.
 * Bytes travel as base64, because drivers do not agree on what a bytea is.
 */
export const blobOperations = (schema: string): ((connection: BlobConnection) => BlobStore) => {
  const run = blobStatements(schema);

  const write = async (connection: BlobConnection, blob: NewBlob): Promise<PutResult> => {
    const hash = createHash('sha256');
    let size = 0;
    let seq = 0;
    for await (const piece of inPieces(blob.content, blob.maxBytes)) {
      if (piece === 'too_big') return { outcome: 'too_big' };
      hash.update(piece);
      size += piece.byteLength;
      await run.addPiece(connection, [blob.tenant, blob.blob, String(seq), piece.toString('base64')]);
      seq += 1;
    }
    const sha256 = hash.digest('hex');
    await run.finish(connection, [blob.tenant, blob.blob, String(size), sha256, String(seq)]);
    return { outcome: 'stored', size, sha256 };
  };

  async function* read(connection: BlobConnection, key: readonly string[], pieces: number): AsyncGenerator<Uint8Array> {
    for (let seq = 0; seq < pieces; seq += 1) {
      const [row] = (await run.piece(connection, [...key, String(seq)])).rows;
      if (row === undefined) throw gone();
      yield new Uint8Array(Buffer.from(String(row.bytes), 'base64'));
    }
  }

  return (connection) => ({
    put: async (blob) => {
      const { tenant, blob: id, storedAt } = blob;
      const begun = await run.begin(connection, [tenant, id, storedAt]);
      if (begun.rows.length === 0) return { outcome: 'taken' };
      let stored = false;
      try {
        const written = await write(connection, blob);
        stored = written.outcome === 'stored';
        return written;
      } finally {
        if (!stored) await run.giveUp(connection, [tenant, id]);
      }
    },
    get: async ({ tenant, blob }) => {
      const [found] = (await run.find(connection, [tenant, blob])).rows;
      if (found === undefined) return null;
      return { [Symbol.asyncIterator]: () => read(connection, [tenant, blob], Number(found.pieces)) };
    },
    remove: async ({ tenant, blob }) => {
      await run.remove(connection, [tenant, blob]);
    },
    list: async function* ({ storedBefore }) {
      let after: readonly (string | null)[] = [null, '', ''];
      for (;;) {
        const { rows } = await run.list(connection, [storedBefore, ...after, String(listedAtOnce)]);
        for (const row of rows) {
          const [tenant, blob, storedAt] = [String(row.tenant), String(row.id), String(row.stored_at)];
          yield { tenant, blob, storedAt };
          after = [storedAt, tenant, blob];
        }
        if (rows.length < listedAtOnce) return;
      }
    },
  });
};

const gone = (): RefusedError =>
  new RefusedError({
    code: 'store_failed',
    message: 'The document was removed while it was read. Ask for it again.',
    issues: [],
    data: {},
  });
