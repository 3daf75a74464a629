import { findNumbers } from '../area/find-numbers.ts';
import type { NumberFormat } from '../area/number-format.ts';
import { cleanLine } from '../text/clean-text.ts';
import { cutText } from '../text/cut-text.ts';

/** RFC 5322, section 2.1.1. */
const longestHeaderLine = 998;

/**
 * A subject from which the mail's way back to its ticket can be read: the leftmost number in it is the ticket's.
 *
 * The marker stands at the end, unless the subject names another ticket already; then it stands in front.
 */
export const subjectWithNumber = (
  subject: string,
  number: string,
  { marker, formats }: { readonly marker: string; readonly formats: readonly NumberFormat[] },
): string => {
  const tag = marker.replace('{number}', number);
  const line = cutText(cleanLine(subject), longestHeaderLine - tag.length - 1);
  const [first] = findNumbers(line, formats);
  if (first === number.toUpperCase()) return line;
  return first === undefined && findNumbers(`${line} ${tag}`, formats)[0] === number.toUpperCase()
    ? `${line} ${tag}`.trim()
    : `${tag} ${line}`.trim();
};
