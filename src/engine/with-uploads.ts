import { accept, type Decided, refuse } from '../refusal/refusal.ts';
import { blobsOf } from './blobs-of.ts';
import type { Call } from './call.ts';
import type { Plan } from './plan.ts';
import { removeBlobs } from './remove-blobs.ts';
import { storeUpload } from './store-upload.ts';
import type { StoredUpload } from './upload.ts';

/**
 * Content first, then the commit: a document whose content is missing can never be, and what a refused command leaves at most is
 * content without a document, which is removed at once or swept later. When the commit throws, nobody knows whether it was made:
 * then the content stays for the sweep to decide.
 */
export const withUploads = async <Answered extends { readonly replayed: boolean }>(
  plan: Plan,
  call: Call,
  run: (call: Call) => Promise<Decided<Answered>>,
): Promise<Decided<Answered>> => {
  const blobs = blobsOf(call);
  if (blobs === null) return noBlobStore;
  const { tenant } = call.context;
  const stored = await storeAll(plan, call);
  if (!stored.ok) return stored;
  const done = await run({ ...call, uploaded: stored.value });
  if (!done.ok || done.value.replayed) {
    const ids = stored.value.map(({ blob }) => blob);
    await removeBlobs(blobs, ids, tenant, call.engine);
  }
  return done;
};

/** Where documents cannot be kept. */
export const noBlobStore = refuse('config_invalid', 'Documents need a place to lie; pass `blobs` to createDesk.');

const storeAll = async (plan: Plan, call: Call): Promise<Decided<readonly StoredUpload[]>> => {
  const blobs = blobsOf(call);
  if (blobs === null) return noBlobStore;
  const stored: StoredUpload[] = [];
  const giveUp = () =>
    removeBlobs(
      blobs,
      stored.map(({ blob }) => blob),
      call.context.tenant,
      call.engine,
    );
  try {
    for (const upload of plan.uploads ?? []) {
      const one = await storeUpload(upload, blobs, { ticket: plan.ticketId, area: plan.area, call });
      if (!one.ok) {
        await giveUp();
        return one;
      }
      stored.push(one.value);
    }
  } catch (error) {
    await giveUp();
    throw error;
  }
  return accept(stored);
};
