import { isEmailAddress } from '../text/email-address.ts';
import { type Signing, signedText } from './signing.ts';

/** What a signed address stands for: answers belong to a `ticket`, bounces to a `delivery`. */
export interface SignedTarget {
  readonly kind: 'ticket' | 'delivery';
  readonly id: string;
}

const letters = { ticket: 't', delivery: 'd' } as const;
const purposes = { ticket: 'reply_address', delivery: 'bounce_address' } as const;
/** Local parts are compared without case by many systems, so nothing in one may depend on it. */
const target = /\+([td])([a-z0-9_-]+)\.([a-z0-9]+)$/;

/**
 * The mailbox's address with a signed target behind a plus: `support+t<ticket>.<signature>@example.com`.
 *
 * Null when there cannot be one: the id has upper-case letters, or the local part would be longer than 64 characters (RFC 5321,
 * section 4.5.3.1.1). With ids and signatures as they ship the mailbox's own name may have nine.
 */
export const signedAddress = (mailbox: string, { kind, id }: SignedTarget, signing: Signing): string | null => {
  const at = mailbox.lastIndexOf('@');
  if (at < 1 || !/^[a-z0-9_-]+$/.test(id)) return null;
  const signature = signing.signer.sign(purposes[kind], signedText(signing, [id])).toLowerCase();
  const address = `${mailbox.slice(0, at)}+${letters[kind]}${id}.${signature}${mailbox.slice(at)}`;
  return isEmailAddress(address) ? address : null;
};

/** What an address stands for, if it was signed by this desk; null for any other. Case does not matter. */
export const readSignedAddress = (address: string, signing: Signing): SignedTarget | null => {
  const local = address.slice(0, Math.max(0, address.lastIndexOf('@'))).toLowerCase();
  if (local.length > 64) return null;
  const [, letter, id = '', signature = ''] = target.exec(local) ?? [];
  if (letter === undefined) return null;
  const kind = letter === letters.ticket ? 'ticket' : 'delivery';
  return signing.signer.verify(purposes[kind], signedText(signing, [id]), signature) ? { kind, id } : null;
};
