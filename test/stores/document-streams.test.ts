import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { createMemoryBlobStore } from '../../adapters/memory/index.ts';
import { meteredFolder, meteredPostgres } from '../campaign/metered-blob-stores.ts';
import { streamDocument } from '../campaign/stream-document.ts';
import { schemaOnPostgres } from '../servers/shared-pool.ts';

const bytes = 8_000_000;

test.each([65_536, 100_000, 1_000_000])(
  'a document in chunks of %i bytes streams into a folder and out of it: no more than a chunk is on its way',
  async (chunk) => {
    const folder = await mkdtemp(path.join(tmpdir(), 'ticketwerk-stream-'));
    onTestFinished(() => rm(folder, { recursive: true }));
    const { blobs, meter, end } = await meteredFolder(folder);
    onTestFinished(end);
    expect(await streamDocument(blobs, meter, { bytes, chunk })).toEqual({
      sent: chunk,
      scanned: 65_536,
      opened: 65_536,
    });
  },
);

test.each([65_536, 100_000, 1_000_000])(
  'a document in chunks of %i bytes streams into PostgreSQL and out of it: no more than a chunk and a row is on its way',
  async (chunk) => {
    const { pool, schema } = await schemaOnPostgres();
    const { blobs, meter } = meteredPostgres(pool, schema);
    const { sent, ...out } = await streamDocument(blobs, meter, { bytes, chunk });
    expect(sent).toBeGreaterThanOrEqual(chunk);
    expect(sent).toBeLessThan(chunk + 262_144);
    expect(out).toEqual({ scanned: 262_144, opened: 262_144 });
  },
);

test('a store that collects a document before it writes it, or reads all of it before it gives the first piece, is seen', async () => {
  const inner = createMemoryBlobStore();
  const count = { written: 0, read: 0 };
  const collected = async (content: AsyncIterable<Uint8Array>) => {
    const pieces: Uint8Array[] = [];
    for await (const piece of content) pieces.push(piece);
    return pieces;
  };
  const collecting = {
    ...inner,
    put: async (blob: Parameters<typeof inner.put>[0]) => {
      const pieces = await collected(blob.content);
      count.written += pieces.reduce((sum, { byteLength }) => sum + byteLength, 0);
      return inner.put({
        ...blob,
        content: (async function* () {
          yield* pieces;
        })(),
      });
    },
    get: async (reference: Parameters<typeof inner.get>[0]) => {
      const content = await inner.get(reference);
      if (content === null) return null;
      return (async function* () {
        const pieces = await collected(content);
        count.read += pieces.reduce((sum, { byteLength }) => sum + byteLength, 0);
        yield* pieces;
      })();
    },
  };
  const meter = { written: () => count.written, read: () => count.read };
  expect(await streamDocument(collecting, meter, { bytes, chunk: 65_536 })).toEqual({
    sent: bytes,
    scanned: bytes,
    opened: bytes,
  });
});
