// npm run campaign:documents: 1 GB through a folder and through PostgreSQL, counting the bytes that are held.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import pg from 'pg';
import { createFileBlobStore } from '../../adapters/files/index.ts';
import { createPostgresBlobStore, createPostgresStore } from '../../adapters/postgres/index.ts';
import { startPostgres } from '../servers/postgres-server.ts';
import { bytesInFolder, bytesInPieces } from './kept-bytes.ts';
import { type StreamedDocument, streamDocument } from './stream-document.ts';

const bytes = 1_073_741_824;
const most = 4_194_304;
const folder = mkdtempSync(path.join(tmpdir(), 'ticketwerk-documents-'));
const server = await startPostgres(['-c', 'fsync=off']);
const pool = new pg.Pool({ connectionString: server.url, max: 4 });
pool.on('error', () => {});
try {
  await createPostgresStore({ pool }).migrate();
  const results: readonly (readonly [string, StreamedDocument])[] = [
    ['a folder', await streamDocument(createFileBlobStore({ path: folder }), bytes, () => bytesInFolder(folder))],
    [
      'PostgreSQL',
      await streamDocument(createPostgresBlobStore({ pool }), bytes, () => bytesInPieces(pool, 'ticketwerk')),
    ],
  ];
  const held = results.every(([, { same, mostHeld }]) => same && mostHeld <= most);
  const report = `# Documents: streamed, not buffered

\`npm run campaign:documents\`, Node ${process.versions.node}. A document of ${bytes.toLocaleString('en')} bytes goes through \`documents.add\` into a blob store
and out again through \`documents.open\`. Every few MiB the bytes that are kept by then are counted, in the files and in the rows: what
was produced and is not among them is held in memory.

| kept in | most bytes held going in | largest chunk coming out | chunks | the same bytes |
| --- | ---: | ---: | ---: | --- |
${results.map(([where, one]) => `| ${where} | ${one.mostHeld.toLocaleString('en')} | ${one.largestChunk.toLocaleString('en')} | ${one.chunks.toLocaleString('en')} | ${one.same ? 'yes' : '**no**'} |`).join('\n')}

At most ${most.toLocaleString('en')} bytes may be held: ${held ? 'they are not exceeded' : '**exceeded**'}.
`;
  mkdirSync('test/campaign/results', { recursive: true });
  writeFileSync('test/campaign/results/documents.md', report);
  console.log(report);
  process.exitCode = held ? 0 : 1;
} finally {
  rmSync(folder, { recursive: true, force: true });
  await pool.end();
  await server.stop();
}
