/** What a signature is for: one that was made for a thing never holds for another. */
export type SignedPurpose = 'reply_address' | 'bounce_address' | 'message_id' | 'instance';

/**
 * Marks what leaves the desk, so that it is known again when it comes back: reply addresses, Message-IDs and the header of own
 * mails. It works on short texts without waiting, so it is asked while a mail is matched.
 *
 * Implementations MUST sign with at least 128 bits, of letters and digits only and at most 32 characters, as signatures stand in
 * local parts of addresses; MUST verify a signature in any case of its letters, because mail systems change it; MUST make
 * signatures of one purpose worthless for another; MUST go on verifying with a retired key until it is taken away, MUST compare in
 * constant time, and MUST answer false to any text that is no signature instead of throwing.
 */
export interface Signer {
  sign(purpose: SignedPurpose, text: string): string;
  verify(purpose: SignedPurpose, text: string, signature: string): boolean;
}
