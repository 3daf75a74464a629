import type { ParsedMail } from 'mailparser';
import { headerLine } from './header-line.ts';

/**
 * The value of the first header of that name as it stands in the mail, unfolded; null if there is none.
 * mailparser's own values will not do everywhere: a date that it cannot read becomes the current time.
 */
export const rawHeader = (mail: ParsedMail, name: string): string | null => {
  const found = mail.headerLines?.find(({ key }) => key === name);
  if (found === undefined) return null;
  // A line holds one byte a character.
  return headerLine(Buffer.from(found.line.slice(found.line.indexOf(':') + 1), 'latin1').toString());
};
