import { instanceHeader, instanceMark } from './own-mail.ts';
import type { Signing } from './signing.ts';

/** What machines read of a mail that nobody looked at before it left. */
export interface AutomaticEnvelope {
  /** The null sender, so that no bounce of it is answered (RFC 3834, section 3.3), or an address whose bounces find their way. */
  readonly from: string;
  readonly headers: Readonly<Record<string, string>>;
}

/**
 * Sender and headers of an automatic mail (RFC 3834, section 5): an `answer` to a mail, or a `notice` that answers none.
 *
 * @param bounceAddress A signed address for bounces of this copy; null: there is none.
 */
export const automaticEnvelope = (
  purpose: 'answer' | 'notice',
  mail: string,
  bounceAddress: string | null,
  signing: Signing,
): AutomaticEnvelope => ({
  from: bounceAddress ?? '',
  headers: {
    [instanceHeader]: instanceMark(mail, signing),
    'Auto-Submitted': purpose === 'answer' ? 'auto-replied' : 'auto-generated',
    'X-Auto-Response-Suppress': 'All',
  },
});
