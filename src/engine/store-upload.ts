import type { ResolvedArea } from '../area/resolved-area.ts';
import { sizeProblems } from '../documents/decide-add-documents.ts';
import type { BlobStore } from '../ports/blob-store.ts';
import { accept, type Decided, refuse, refuseInput } from '../refusal/refusal.ts';
import { toInstant } from '../ticket/instant.ts';
import type { Call } from './call.ts';
import { removeBlobs } from './remove-blobs.ts';
import type { StoredUpload, Upload } from './upload.ts';

/** Stores the content of one upload and lets the scanner look at it. Refused, nothing of it is left. */
export const storeUpload = async (
  upload: Upload,
  blobs: BlobStore,
  { ticket, area, call }: { readonly ticket: string; readonly area: ResolvedArea; readonly call: Call },
): Promise<Decided<StoredUpload>> => {
  const { engine, context } = call;
  const { maxBytes } = area.documents;
  const now = engine.clock.now();
  const blob = engine.ids.next(now);
  const watched = watch(upload.content.read());
  const reference = { tenant: context.tenant, blob };
  let stored: Awaited<ReturnType<BlobStore['put']>>;
  try {
    stored = await blobs.put({ ...reference, content: watched.content, maxBytes, storedAt: toInstant(now) });
  } catch (error) {
    if (watched.failure() === null) throw error;
    engine.logger?.warn('The content of a file failed while it was read; nothing was kept.', { error });
    const message = 'The file could not be read to its end; send it again.';
    return refuseInput([{ path: [...upload.path, 'content'], code: 'unreadable', message }]);
  }
  if (stored.outcome === 'too_big') return refuseInput(sizeProblems(maxBytes + 1, maxBytes, upload.path));
  if (stored.outcome === 'taken') throw new Error(`The id source gave "${blob}" twice.`);
  const { size, sha256 } = stored;
  const allowed =
    size === 0
      ? refuseInput(sizeProblems(size, maxBytes, upload.path))
      : await scanned(upload, { ticket, size, sha256 }, { blobs, reference, call });
  if (!allowed.ok) {
    await removeBlobs(blobs, [blob], context.tenant, engine);
    return allowed;
  }
  return accept({ id: engine.ids.next(now), blob, size, sha256 });
};

const scanned = async (
  { name, mediaType, path }: Upload,
  facts: { readonly ticket: string; readonly size: number; readonly sha256: string },
  {
    blobs,
    reference,
    call,
  }: { readonly blobs: BlobStore; readonly reference: Parameters<BlobStore['get']>[0]; readonly call: Call },
): Promise<Decided<null>> => {
  const { scanner, logger } = call.engine;
  if (scanner === null) return accept(null);
  try {
    const content = await blobs.get(reference);
    if (content === null) throw new Error('The blob that was just stored is not there.');
    const verdict = await scanner.scan({ ...facts, name, mediaType, content }, call.context);
    return verdict.accepted
      ? accept(null)
      : refuseInput([{ path: [...path, 'content'], code: 'rejected', message: verdict.reason }]);
  } catch (error) {
    logger?.warn('The scanner failed; the file was refused.', { error });
    return refuse('store_failed', 'The file could not be checked, so it was not kept. Try again later.');
  }
};

/** Tells a failure of the content from one of the store. */
const watch = (content: AsyncIterable<Uint8Array>) => {
  let failure: { readonly error: unknown } | null = null;
  async function* pieces(): AsyncGenerator<Uint8Array> {
    try {
      for await (const piece of content) yield piece;
    } catch (error) {
      failure = { error };
      throw error;
    }
  }
  return { content: pieces(), failure: () => failure };
};
