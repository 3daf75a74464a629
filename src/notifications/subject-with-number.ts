import { findNumbers } from '../area/find-numbers.ts';
import type { NumberFormat } from '../area/number-format.ts';
import { cleanLine } from '../text/clean-text.ts';

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
  const line = cleanLine(subject);
  const [first] = findNumbers(line, formats);
  if (first === number.toUpperCase()) return line;
  const tag = marker.replace('{number}', number);
  return first === undefined && findNumbers(`${line} ${tag}`, formats)[0] === number.toUpperCase()
    ? `${line} ${tag}`.trim()
    : `${tag} ${line}`.trim();
};
