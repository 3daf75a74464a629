import { findNumbers } from '../area/find-numbers.ts';
import type { NumberFormat } from '../area/number-format.ts';
import { numberPattern } from '../area/number-pattern.ts';
import { foldText } from '../text/fold-text.ts';
import { splitReplyPrefixes } from '../text/reply-prefixes.ts';

/** What a conversation is about, for comparing: without prefixes, without ticket numbers and their brackets, without case. */
export const baseSubject = (subject: string, formats: readonly NumberFormat[]): string =>
  foldText(subjectWithoutNumbers(subject, formats));

/** A subject for a new ticket: what was written of an older one is taken out. */
export const subjectWithoutNumbers = (subject: string, formats: readonly NumberFormat[]): string => {
  let rest = splitReplyPrefixes(subject).rest;
  if (findNumbers(rest, formats).length > 0) {
    for (const format of formats) rest = rest.replace(numberPattern(format), taken);
    rest = rest.replace(around, ' ');
  }
  return splitReplyPrefixes(rest).rest.replace(/\s+/g, ' ').trim();
};

/** Stands where a number was; no subject has it, as it is a control character. */
const taken = '\u0001';
// biome-ignore lint/suspicious/noControlCharactersInRegex: it is what stands where a number was
const around = /[[({<]\s?(?:ticket\s?)?[#:]?\s?\u0001\s?[\])}>]|#?\u0001/gi;
