import type { ParsedMail } from 'mailparser';
import type { MailHeader } from '../../src/ports/mail-parser.ts';
import { cutText } from '../../src/text/cut-text.ts';
import { decodedText } from './decoded-text.ts';
import { headerLine } from './header-line.ts';

/** What is behind is not looked at: no mail that anybody reads has as much. */
const [mostHeaders, longestValue] = [1000, 8000];

/** The headers of a mail as they stand in it, topmost first, each decoded to one line. */
export const headerList = (mail: ParsedMail): MailHeader[] =>
  (mail.headerLines ?? []).slice(0, mostHeaders).flatMap(({ key, line }) => {
    const name = headerLine(key).toLowerCase();
    const colon = line.indexOf(':');
    if (name === '' || colon === -1) return [];
    // A line holds one byte a character. Nothing ends within the part that is cut off but what is cut off anyway.
    const value = headerLine(decodedText(line.slice(colon + 1, colon + 1 + 4 * longestValue)));
    return [{ name, value: cutText(value, longestValue) }];
  });
