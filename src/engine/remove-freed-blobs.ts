import type { Warning } from '../ticket/warning.ts';
import type { Call } from './call.ts';
import type { Plan } from './plan.ts';
import { removeBlobs } from './remove-blobs.ts';

/** Removes the content that no document needs any more; what fails is swept later. */
export const removeFreedBlobs = async (
  { freedBlobs = [] }: Pick<Plan, 'freedBlobs'>,
  { engine, context }: Call,
): Promise<readonly Warning[]> => {
  if (engine.blobs !== null) await removeBlobs(engine.blobs, freedBlobs, context.tenant, engine);
  return [];
};
