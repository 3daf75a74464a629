import { createHash } from 'node:crypto';
import { type BlobStore, createDesk, defineArea, rolePolicy } from 'ticketwerk';
import { createMemoryStore } from 'ticketwerk/memory';

/** What a document cost on its way in and out. */
export interface StreamedDocument {
  readonly bytes: number;
  /** The most bytes that had been produced and were not yet where they are kept. */
  readonly mostHeld: number;
  /** The largest chunk that was handed out, and how many there were. */
  readonly largestChunk: number;
  readonly chunks: number;
  /** What came out is what went in. */
  readonly same: boolean;
}

const chunkBytes = 65_536;
/** No multiple of any piece, so that what is under way shows. */
const lookedAtEvery = 67 * chunkBytes;

/**
 * Sends a document of so many bytes through a desk into a blob store, and out again. Every few MiB it is asked how many bytes
 * are kept by then: what was produced and is not among them must be held in memory.
 */
export const streamDocument = async (
  blobs: BlobStore,
  bytes: number,
  kept: () => Promise<number>,
): Promise<StreamedDocument> => {
  const area = defineArea({
    id: 'office',
    name: 'Office',
    statuses: [
      { id: 'new', name: 'New', category: 'new' },
      { id: 'done', name: 'Done', category: 'closed' },
    ],
    documents: { maxBytes: bytes },
  });
  const ada = createDesk({
    areas: [area],
    store: createMemoryStore(),
    authorizer: rolePolicy({ roles: { agent: { '*': ['*'] } }, rolesOf: () => ['agent'] }),
    blobs,
  }).as({ user: 'ada' });
  const requester = { name: 'Bob', email: 'bob@acme.example' };
  const { ticket } = await ada.tickets.create({ subject: 'Film', description: 'Large.', requester });
  const [sent, received] = [createHash('sha256'), createHash('sha256')];
  let mostHeld = 0;
  // One buffer for all chunks, as the contract of blob stores allows: who keeps a chunk without a copy keeps the wrong bytes.
  const chunk = new Uint8Array(chunkBytes);
  async function* content(): AsyncGenerator<Uint8Array> {
    for (let produced = 0; produced < bytes; ) {
      const size = Math.min(chunkBytes, bytes - produced);
      chunk.fill((produced / chunkBytes) % 251);
      const piece = chunk.subarray(0, size);
      sent.update(piece);
      yield piece;
      produced += size;
      if (produced % lookedAtEvery === 0) mostHeld = Math.max(mostHeld, produced - (await kept()));
    }
  }
  const { document } = await ada.documents.add(ticket, { name: 'film.mp4', content: content() });
  const opened = await ada.documents.open(document);
  let [size, largestChunk, chunks] = [0, 0, 0];
  for await (const piece of opened.content) {
    received.update(piece);
    size += piece.byteLength;
    largestChunk = Math.max(largestChunk, piece.byteLength);
    chunks += 1;
  }
  const same = size === bytes && sent.digest('hex') === received.digest('hex');
  return { bytes, mostHeld, largestChunk, chunks, same };
};
