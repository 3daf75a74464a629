import type { ParsedMail } from '../ports/mail-parser.ts';
import { addressesIn } from './addresses-in.ts';
import { headerValue, headerValues } from './header-values.ts';

/** Between whom a mail was handed over (RFC 5321, section 2.3.1), as far as it is known. Addresses are folded. */
export interface MailEnvelope {
  /** Empty text is the null sender; null: not known. */
  readonly from: string | null;
  readonly to: readonly string[];
}

const recipientHeaders = ['delivered-to', 'x-original-to', 'envelope-to', 'x-envelope-to'];

/** The envelope as the servers on the way wrote it into the mail; what the caller knows of it counts more. */
export const envelopeOf = (mail: ParsedMail, known: Partial<MailEnvelope> = {}): MailEnvelope => {
  const path = headerValue(mail, 'return-path');
  const from = path === null ? null : path.replace(/\s/g, '') === '<>' ? '' : (addressesIn(path)[0] ?? null);
  const to = recipientHeaders.flatMap((name) => headerValues(mail, name)).flatMap(addressesIn);
  return { from: known.from ?? from, to: [...new Set([...(known.to ?? []), ...to])] };
};
