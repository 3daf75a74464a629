const word = /=\?([^?*\s]+)(?:\*[^?\s]*)?\?([bq])\?([^?]*)\?=/gi;

/**
 * Decodes encoded words (RFC 2047) in a text of one character a byte; the rest is UTF-8, or windows-1252 if it is not.
 * Neighbours of one charset are joined first: some systems cut a letter of several bytes in two.
 */
export const decodeWords = (text: string): string => {
  const parts: { charset: string | null; bytes: Buffer }[] = [];
  const add = (charset: string | null, bytes: Buffer): void => {
    const last = parts.at(-1);
    if (last?.charset === charset) last.bytes = Buffer.concat([last.bytes, bytes]);
    else parts.push({ charset, bytes });
  };
  let end = 0;
  for (const match of text.matchAll(word)) {
    const [whole, charset = '', encoding = '', encoded = ''] = match;
    const between = text.slice(end, match.index);
    // White space between two words is not part of the text (RFC 2047, section 6.2).
    if (end === 0 || between.trim() !== '') add(null, Buffer.from(between, 'latin1'));
    add(charset.toLowerCase(), encoding.toLowerCase() === 'b' ? Buffer.from(encoded, 'base64') : fromQ(encoded));
    end = match.index + whole.length;
  }
  add(null, Buffer.from(text.slice(end), 'latin1'));
  return parts.map(({ charset, bytes }) => decode(bytes, charset)).join('');
};

/** The Q encoding (RFC 2047, section 4.2). */
const fromQ = (text: string): Buffer => {
  const raw = text
    .replace(/_/g, ' ')
    .replace(/=([0-9a-f]{2})/gi, (_, hex) => String.fromCharCode(Number.parseInt(hex, 16)));
  return Buffer.from(raw, 'latin1');
};

const decode = (bytes: Buffer, charset: string | null): string => {
  try {
    return charset === null
      ? new TextDecoder('utf-8', { fatal: true }).decode(bytes)
      : new TextDecoder(charset).decode(bytes);
  } catch {
    return new TextDecoder('windows-1252').decode(bytes);
  }
};
