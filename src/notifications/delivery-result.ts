import type { SendResult } from '../ports/mailer.ts';
import { toInstant } from '../ticket/instant.ts';
import type { Delivery } from './mail.ts';

export interface RetryPolicy {
  /** After how many tries a delivery is given up. */
  readonly attempts: number;
  /** Pause after the first failed try; doubled with each further one, six hours at most. In seconds. */
  readonly firstPause: number;
  /** What to do when nobody knows whether the mail arrived. */
  readonly onAmbiguous: 'resend' | 'hold';
}

/** What becomes of a delivery after one try. */
export const deliveryResult = (delivery: Delivery, result: SendResult, now: Date, policy: RetryPolicy): Delivery => {
  const tried = { ...delivery, attempts: delivery.attempts + 1, leasedUntil: null, version: delivery.version + 1 };
  if (result.outcome === 'sent') return { ...tried, state: 'sent', sentAt: toInstant(now), reason: null };
  if (result.outcome === 'refused') return { ...tried, state: 'failed', reason: result.reason };
  if (result.outcome === 'ambiguous' && policy.onAmbiguous === 'hold')
    return { ...tried, state: 'ambiguous', reason: result.reason };
  if (tried.attempts >= policy.attempts) return { ...tried, state: 'failed', reason: result.reason };
  const pause = Math.min(policy.firstPause * 2 ** (tried.attempts - 1), 6 * 3600);
  return {
    ...tried,
    state: 'queued',
    reason: result.reason,
    notBefore: toInstant(new Date(now.getTime() + pause * 1000)),
  };
};

/** Nothing more will happen to this delivery by itself. */
export const isSettled = (delivery: Delivery): boolean =>
  delivery.state === 'sent' || delivery.state === 'failed' || delivery.state === 'ambiguous';
