import { createHash } from 'node:crypto';
import { setImmediate } from 'node:timers/promises';
import { defaultArea } from '../../src/area/default-area.ts';
import type { BlobStore } from '../../src/ports/blob-store.ts';
import { createTestDesk } from '../kit/create-test-desk.ts';

/** Counts bytes at the far end of a blob store, where they are on the disk or in the database. */
export interface ByteMeter {
  /** Bytes that the far end has taken so far. */
  readonly written: () => number;
  /** Bytes that were asked of the far end so far. */
  readonly read: () => number;
}

/** How many bytes were on their way at most: produced and not taken yet, or read and not consumed yet. */
export interface Streamed {
  readonly sent: number;
  readonly scanned: number;
  readonly opened: number;
}

/** Bytes that do not compress. */
const noise = createHash('shake256', { outputLength: 65_521 }).update('document').digest();

/** Content in chunks, no two of them alike; the same each time. */
function* chunks(bytes: number, chunk: number): Generator<Uint8Array> {
  for (let from = 0, nth = 0; from < bytes; from += chunk, nth += 1) {
    const piece = Buffer.alloc(Math.min(chunk, bytes - from), noise);
    piece.writeUInt32BE(nth);
    yield piece;
  }
}

const hashOf = (pieces: Iterable<Uint8Array>): string => {
  const hash = createHash('sha256');
  for (const piece of pieces) hash.update(piece);
  return hash.digest('hex');
};

/**
 * A requester sends a document, a scanner reads all of it, and an agent opens it: through a desk, to the end and byte by byte the
 * same, or it throws. Nothing of the content is kept here but the piece in hand.
 */
export const streamDocument = async (
  blobs: BlobStore,
  meter: ByteMeter,
  { bytes, chunk }: { readonly bytes: number; readonly chunk: number },
): Promise<Streamed> => {
  const expected = hashOf(chunks(bytes, chunk));
  const held = { sent: 0, scanned: 0, opened: 0 };

  const consumed = async (content: AsyncIterable<Uint8Array>, by: 'scanned' | 'opened'): Promise<string> => {
    const hash = createHash('sha256');
    let taken = meter.read();
    for await (const piece of content) {
      // Who reads ahead does it now.
      await setImmediate();
      held[by] = Math.max(held[by], meter.read() - taken);
      hash.update(piece);
      taken += piece.byteLength;
    }
    return hash.digest('hex');
  };
  async function* produced(): AsyncGenerator<Uint8Array> {
    const before = meter.written();
    let sent = 0;
    for (const piece of chunks(bytes, chunk)) {
      sent += piece.byteLength;
      held.sent = Math.max(held.sent, sent - (meter.written() - before));
      yield piece;
    }
  }

  const { settings, ...area } = defaultArea();
  const { agent, requester } = await createTestDesk({
    areas: [{ ...area, settings: { ...settings, documents: { maxBytes: bytes } } }],
    roles: { lead: { '*': ['*'] } },
    blobs,
    options: {
      scanner: {
        scan: async ({ content }) =>
          (await consumed(content, 'scanned')) === expected
            ? { accepted: true }
            : { accepted: false, reason: 'This is not what was sent.' },
      },
    },
  });
  const bob = requester('Bob', { contact: 'acme' });
  const { ticket } = await bob.create({ subject: 'x', description: 'x', name: 'Bob', email: 'bob@acme.example' });
  await bob.upload(ticket.id, { name: 'large.bin', content: produced() });
  const ada = agent('Ada', 'lead');
  const [document] = await ada.documents.list(ticket.id);
  if (document?.size !== bytes) throw new Error(`Of ${bytes} bytes ${document?.size} were stored.`);
  const { content } = await ada.documents.open(document);
  if ((await consumed(content, 'opened')) !== expected) throw new Error('What was opened is not what was sent.');
  return held;
};
