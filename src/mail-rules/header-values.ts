import type { ParsedMail } from '../ports/mail-parser.ts';

/** The values of all headers of a name, topmost first. */
export const headerValues = ({ headers }: Pick<ParsedMail, 'headers'>, name: string): readonly string[] =>
  headers.flatMap((header) => (header.name === name ? [header.value] : []));

/** The topmost one; null if there is none. */
export const headerValue = (mail: Pick<ParsedMail, 'headers'>, name: string): string | null =>
  headerValues(mail, name)[0] ?? null;

/** Its first word in lower case, without parameters and comments; empty if there is none. */
export const headerWord = (mail: Pick<ParsedMail, 'headers'>, name: string): string =>
  /^[^\s;(,]*/.exec(headerValue(mail, name)?.toLowerCase() ?? '')?.[0] ?? '';
