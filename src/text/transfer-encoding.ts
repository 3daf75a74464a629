/** Bytes of a text of one character a byte. */
export const latin1Bytes = (text: string): Uint8Array => Uint8Array.from(text, (character) => character.charCodeAt(0));

/** A text of one character a byte: what headers and reports can be searched in, whatever their charset is. */
export const latin1Text = (bytes: Uint8Array): string => {
  const pieces: string[] = [];
  // More arguments than that overflow the stack.
  for (let at = 0; at < bytes.length; at += 8192) pieces.push(String.fromCharCode(...bytes.subarray(at, at + 8192)));
  return pieces.join('');
};

/** Decodes the base64 encoding of mails (RFC 2045, section 6.8) to one character a byte; what is not of its alphabet is skipped. */
export const decodeBase64 = (text: string): string => {
  const bytes: number[] = [];
  let bits = 0;
  let held = 0;
  for (const character of text) {
    if (character === '=') break;
    const value = alphabet.indexOf(character);
    if (value === -1) continue;
    bits = ((bits << 6) | value) & 0xffff;
    held += 6;
    if (held < 8) continue;
    held -= 8;
    bytes.push((bits >> held) & 0xff);
  }
  return latin1Text(Uint8Array.from(bytes));
};

const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';

/** Decodes quoted-printable (RFC 2045, section 6.7) to one character a byte; what cannot be decoded stays. */
export const decodeQuotedPrintable = (text: string): string =>
  decodeEscapes(text.replace(/[ \t]+$/gm, '').replace(/=\r?\n/g, ''));

/** Bytes that are written as `=` and two hex digits. */
export const decodeEscapes = (text: string): string =>
  text.replace(/=([0-9a-f]{2})/gi, (_, hex) => String.fromCharCode(Number.parseInt(hex, 16)));
