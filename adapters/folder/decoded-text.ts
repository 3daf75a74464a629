import { decodeWords } from '../../src/text/encoded-words.ts';

/** Decodes encoded words in a text of one character a byte; the rest is UTF-8, or windows-1252 if it is not. */
export const decodedText = (text: string): string => decodeWords(text, decode);

const decode = (bytes: Uint8Array, charset: string | null): string => {
  try {
    return charset === null
      ? new TextDecoder('utf-8', { fatal: true }).decode(bytes)
      : new TextDecoder(charset).decode(bytes);
  } catch {
    return new TextDecoder('windows-1252').decode(bytes);
  }
};
