import { hmac } from '@noble/hashes/hmac.js';
import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';

/** SHA-256 of a text, as lower-case hex. */
export const fingerprint = (text: string): string => fingerprintOf([utf8ToBytes(text)]);

/** SHA-256 of bytes that come in pieces, as lower-case hex. */
export const fingerprintOf = (pieces: readonly Uint8Array[]): string => {
  const hash = sha256.create();
  for (const piece of pieces) hash.update(piece);
  return bytesToHex(hash.digest());
};

/** HMAC-SHA-256 of a text (RFC 2104), 32 bytes. */
export const keyedFingerprint = (key: string, text: string): Uint8Array =>
  hmac(sha256, utf8ToBytes(key), utf8ToBytes(text));
