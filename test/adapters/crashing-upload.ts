import { createFileBlobStore } from '../../adapters/files/index.ts';

// A process of its own that dies when all bytes are written and the file has no name yet.
const [, , folder = ''] = process.argv;

async function* dying(): AsyncGenerator<Uint8Array> {
  yield new Uint8Array(200_000).fill(7);
  process.kill(process.pid, 'SIGKILL');
  await new Promise(() => setInterval(() => {}, 1000));
}

await createFileBlobStore({ path: folder }).put({
  tenant: 'acme',
  blob: 'b1',
  content: dying(),
  maxBytes: 1_000_000,
  storedAt: '2026-01-02T03:04:05.678Z',
});
