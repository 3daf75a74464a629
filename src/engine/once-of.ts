import type { StoredResult } from '../ports/stored-result.ts';
import { canonicalJson } from '../text/canonical-json.ts';
import { fingerprint } from '../text/fingerprint.ts';
import { actorKey } from '../ticket/actor.ts';
import type { Call } from './call.ts';

/** What is kept of a command under its idempotency key; null: it has none. */
export const onceOf = (
  name: string,
  input: unknown,
  options: { readonly idempotencyKey?: string | undefined; readonly expectedVersion?: number | undefined },
  { actor }: Pick<Call, 'actor'>,
): Omit<StoredResult, 'result'> | null =>
  options.idempotencyKey === undefined
    ? null
    : {
        actor: actorKey(actor),
        key: options.idempotencyKey,
        request: fingerprint(canonicalJson([name, input, options.expectedVersion ?? null])),
      };
