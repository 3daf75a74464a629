import type { StoredResult } from '../ports/stored-result.ts';
import { accept, type Decided, refuse } from '../refusal/refusal.ts';

/** The result of the first time, if the key was used for the same input. */
export const replayOnce = (
  once: Omit<StoredResult, 'result'>,
  stored: StoredResult,
): Decided<StoredResult['result']> =>
  stored.request === once.request
    ? accept(stored.result)
    : refuse('key_reused', `The idempotency key "${once.key}" was used with another input.`, {
        data: { key: once.key },
      });
