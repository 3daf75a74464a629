import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { createFileBlobStore } from '../../adapters/files/index.ts';
import { createPostgresBlobStore } from '../../adapters/postgres/index.ts';
import { bytesInFolder, bytesInPieces } from '../campaign/kept-bytes.ts';
import { streamDocument } from '../campaign/stream-document.ts';
import { schemaOnPostgres } from '../servers/shared-pool.ts';

const bytes = 16 * 1_048_576;
const streamed = { bytes, same: true };
/** A piece on its way, and what a file system takes in one write. */
const most = 1_048_576;

test('a document goes into a folder and out again without being held as a whole', async () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'ticketwerk-document-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const result = await streamDocument(createFileBlobStore({ path: folder }), bytes, () => bytesInFolder(folder));
  expect(result).toMatchObject(streamed);
  expect(Math.max(result.mostHeld, result.largestChunk)).toBeLessThanOrEqual(most);
});

test('a document goes into PostgreSQL and out again without being held as a whole', async () => {
  const { pool, schema } = await schemaOnPostgres();
  const blobs = createPostgresBlobStore({ pool, schema });
  const result = await streamDocument(blobs, bytes, () => bytesInPieces(pool, schema));
  expect(result).toMatchObject(streamed);
  expect(Math.max(result.mostHeld, result.largestChunk)).toBeLessThanOrEqual(most);
});
