import type { NumberFormat } from './number-format.ts';
import { numberPattern } from './number-pattern.ts';

/** How much of a subject is looked at: RFC 5322, section 2.1.1 limits a line to 998 characters. */
const longestSubject = 2 * 998;

/** Finds ticket numbers in a text, left to right, each once, in upper case. Whether they exist, only a store can tell. */
export const findNumbers = (text: string, formats: readonly NumberFormat[]): readonly string[] => {
  const visible = text.slice(0, longestSubject).normalize('NFC');
  const found = formats
    .flatMap((format) => [...visible.matchAll(numberPattern(format))])
    .sort((a, b) => a.index - b.index || b[0].length - a[0].length)
    .map((match) => match[0].toUpperCase());
  return [...new Set(found)];
};
