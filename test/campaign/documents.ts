// npm run campaign:documents [-- --bytes 1073741824] [-- --out FILE]

import { writeFileSync } from 'node:fs';
import { mkdtemp, rm, statfs } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import pg from 'pg';
import { createPostgresStore } from '../../adapters/postgres/index.ts';
import { startPostgres } from '../servers/postgres-server.ts';
import { meteredFolder, meteredPostgres } from './metered-blob-stores.ts';
import { type Streamed, streamDocument } from './stream-document.ts';

const { values } = parseArgs({
  options: { bytes: { type: 'string', default: String(1024 ** 3) }, out: { type: 'string' } },
});
const bytes = Number(values.bytes);
const chunk = 65_536;
const out = values.out ?? path.join(import.meta.dirname, 'results/documents.md');
const say = (text: string) => process.stderr.write(`${text}\n`);

// A database keeps its log beside the document.
const { bavail, bsize } = await statfs(tmpdir());
if (bavail * bsize < 4 * bytes)
  throw new Error(`${tmpdir()} has room for ${bavail * bsize} bytes, not for ${4 * bytes}.`);

const rows: string[] = [];
const campaign = async (store: string, run: () => Promise<Streamed>): Promise<void> => {
  const start = performance.now();
  const { sent, scanned, opened } = await run();
  const seconds = (performance.now() - start) / 1000;
  say(`${store}: ${seconds.toFixed(0)} seconds`);
  rows.push(`| ${store} | ${sent} | ${scanned} | ${opened} | ${seconds.toFixed(0)} |`);
};

const folder = await mkdtemp(path.join(tmpdir(), 'ticketwerk-stream-'));
try {
  await campaign('folder', async () => {
    const { blobs, meter, end } = await meteredFolder(folder);
    return streamDocument(blobs, meter, { bytes, chunk }).finally(end);
  });
} finally {
  await rm(folder, { recursive: true });
}

const server = await startPostgres();
try {
  const pool = new pg.Pool({ connectionString: server.url });
  await createPostgresStore({ pool }).migrate();
  const { rows: versions } = await pool.query<{ version: string }>(
    `select current_setting('server_version') as version`,
  );
  const { blobs, meter } = meteredPostgres(pool, 'ticketwerk');
  await campaign(`PostgreSQL ${versions[0]?.version}`, () => streamDocument(blobs, meter, { bytes, chunk }));
  await pool.end();
} finally {
  await server.stop();
}

writeFileSync(
  out,
  `# Campaign: a large document streams through

Written by \`npm run campaign:documents\` on ${new Date().toISOString().slice(0, 10)}; Node ${process.versions.node}.

A requester sends a document of ${bytes} bytes in chunks of ${chunk}, through the portal of a desk; a scanner reads all of it, and an agent
opens it. Each time the SHA-256 is compared with that of what was sent. The bytes on their way are counted, not guessed from
the memory of the process: on the way in, those that the source has given and the disk or the server has not answered for yet; on
the way out, those that the disk or the server has given and the reader has not taken yet.

| blob store | most on the way in | most on the way to the scanner | most on the way out | seconds |
| --- | ---: | ---: | ---: | ---: |
${rows.join('\n')}
`,
);
say(`written: ${path.relative(process.cwd(), out)}`);
