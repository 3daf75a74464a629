import { decodeBase64, decodeEscapes, latin1Bytes } from './transfer-encoding.ts';

const word = /=\?([^?*\s]+)(?:\*[^?\s]*)?\?([bq])\?([^?]*)\?=/gi;

/** Turns bytes into text; charset null: none was named. */
export type DecodeBytes = (bytes: Uint8Array, charset: string | null) => string;

/**
 * Decodes encoded words (RFC 2047) in a text of one character a byte. Neighbours of one charset are joined first: some systems
 * cut a letter of several bytes in two.
 */
export const decodeWords = (text: string, decode: DecodeBytes): string => {
  const parts: { readonly charset: string | null; bytes: string }[] = [];
  const add = (charset: string | null, bytes: string): void => {
    const last = parts.at(-1);
    if (last?.charset === charset) last.bytes += bytes;
    else parts.push({ charset, bytes });
  };
  let end = 0;
  for (const match of text.matchAll(word)) {
    const [whole, charset = '', encoding = '', encoded = ''] = match;
    const between = text.slice(end, match.index);
    // White space between two words is not part of the text (RFC 2047, section 6.2).
    if (end === 0 || between.trim() !== '') add(null, between);
    add(charset.toLowerCase(), encoding.toLowerCase() === 'b' ? decodeBase64(encoded) : fromQ(encoded));
    end = match.index + whole.length;
  }
  add(null, text.slice(end));
  return parts.map(({ charset, bytes }) => decode(latin1Bytes(bytes), charset)).join('');
};

/** The Q encoding (RFC 2047, section 4.2). */
const fromQ = (text: string): string => decodeEscapes(text.replace(/_/g, ' '));
