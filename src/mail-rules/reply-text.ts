import { isDelimiter, isDeviceLine, isSignatureMark } from './mail-footers.ts';
import { introductionAt } from './quote-introduction.ts';
import { headersEndAt, isSeparator } from './quoted-headers.ts';

/** Longer texts stay as they are. */
const longest = 256 * 1024;
/** No mail program writes a longer line of its own. */
const longestLine = 1000;

/**
 * What the author of a mail wrote anew: without the mails below it, his signature and the footer of his device. For showing only;
 * where it is not sure what is old, everything stays, and the whole text is always kept beside it.
 */
export const replyText = (text: string): string => {
  const whole = text.replace(/\r\n?/g, '\n');
  if (whole.length > longest) return whole.trim();
  const lines = whole.split('\n');
  const own = withoutFooters(withoutOldMails(lines));
  return trimmed(own.some(hasWords) ? own : lines);
};

const hasWords = (line: string): boolean => /[\p{L}\p{N}]/u.test(line);
const isQuoted = (line: string): boolean => /^\s*>/.test(line);
const isBlank = (line: string): boolean => line.trim() === '';

/** Cuts at the first place where an old mail begins, unless the author wrote on below or inside of it. */
const withoutOldMails = (lines: readonly string[]): readonly string[] => {
  const bare = lines.map((line) => line.replace(/^\s*> ?/, ''));
  for (let at = 0; at < lines.length; at += 1) {
    const end = oldMailAt(lines, at) ?? (beginsQuote(lines, at) ? oldMailAt(bare, at) : null);
    if (end === null) continue;
    const before = lines.slice(0, at);
    const after = lines.slice(end);
    // Nothing was written above: what follows is all there is.
    if (!before.some(hasWords)) return after.some(hasWords) ? after : lines;
    return isAnsweredInside(after) ? lines : before;
  }
  return lines;
};

/** Some put even the introduction into the quotation. */
const beginsQuote = (lines: readonly string[], at: number): boolean =>
  isQuoted(lines[at] ?? '') && !isQuoted(lines[at - 1] ?? '') && lines.slice(0, at).some(hasWords);

/** The line behind what introduces an old mail at this line, or null. */
const oldMailAt = (lines: readonly string[], at: number): number | null => {
  const line = lines[at] ?? '';
  if (line.length > longestLine) return null;
  if (isSeparator(line)) return headersEndAt(lines, nextWritten(lines, at + 1)) ?? at + 1;
  const headers = headersEndAt(lines, at);
  if (headers !== null) return headers;
  return introductionAt(lines, at, (from) => isQuoted(lines[nextWritten(lines, from)] ?? ''))?.to ?? null;
};

const nextWritten = (lines: readonly string[], from: number): number => {
  let at = from;
  while (at < lines.length && isBlank(lines[at] ?? '')) at += 1;
  return at;
};

/** Are there words of the author between or below lines that are marked as quoted? */
const isAnsweredInside = (after: readonly string[]): boolean => {
  const first = nextWritten(after, 0);
  if (!isQuoted(after[first] ?? '')) return false;
  const rest = after.slice(first).filter((line) => !isQuoted(line));
  const mark = rest.findIndex(isSignatureMark);
  return withoutFooters(mark === -1 ? rest : rest.slice(0, mark)).some(hasWords);
};

/** Takes off signature, lines of devices and delimiters at the end. */
const withoutFooters = (lines: readonly string[]): readonly string[] => {
  const mark = lines.findIndex(isSignatureMark);
  const signed = mark === -1 || !lines.slice(0, mark).some(hasWords) ? lines : lines.slice(0, mark);
  let end = signed.length;
  while (end > 0 && (isDelimiter(signed[end - 1] ?? '') || isDeviceLine(signed[end - 1] ?? ''))) end -= 1;
  return signed.slice(0, end);
};

const trimmed = (lines: readonly string[]): string => lines.join('\n').replace(/^(?:[^\S\n]*\n)+|\s+$/g, '');
