const alphabet = 'abcdefghijklmnopqrstuvwxyz234567';

/** Bytes in base 32 (RFC 4648, section 6), in lower case and without padding: it survives systems that change the case. */
export const base32 = (bytes: Uint8Array): string => {
  let text = '';
  let bits = 0;
  let held = 0;
  for (const byte of bytes) {
    bits = ((bits << 8) | byte) & 0xfff;
    held += 8;
    while (held >= 5) {
      held -= 5;
      text += alphabet[(bits >> held) & 31];
    }
  }
  return held === 0 ? text : text + alphabet[(bits << (5 - held)) & 31];
};
